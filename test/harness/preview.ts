import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'puppeteer-core';
import { createServer } from 'vite';
import { waitFor } from './wait-for.ts';

const configFile = fileURLToPath(new URL('../../extension/devtools/preview/vite.config.ts', import.meta.url));

export interface PreviewOptions {
  theme?: 'light' | 'dark';
  width?: number;
  height?: number;
  forcedColours?: boolean;
  reducedMotion?: boolean;
}

/** The panel's preview, served: each of its states without an extension around it. */
export interface Preview {
  states(): Promise<string[]>;
  /** A page that shows a state, drawn and with its fonts. */
  open(state: string, options?: PreviewOptions): Promise<Page>;
  close(): Promise<void>;
}

export async function servePreview(browser: Browser): Promise<Preview> {
  const server = await createServer({ configFile, server: { port: 0, open: false }, logLevel: 'error' });
  await server.listen();
  const address = server.httpServer?.address();
  if (typeof address !== 'object' || address === null) throw new Error('The preview’s server has no port.');
  const url = (query: string) => `http://localhost:${address.port}/preview.html${query}`;

  async function open(state: string, options: PreviewOptions = {}): Promise<Page> {
    const { theme = 'light', width = 1280, height = 820, forcedColours, reducedMotion } = options;
    const page = await browser.newPage();
    await page.setViewport({ width, height });
    await page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: theme },
      { name: 'prefers-reduced-motion', value: reducedMotion ? 'reduce' : 'no-preference' },
      ...(forcedColours ? [{ name: 'forced-colors', value: 'active' }] : []),
    ]);
    await page.goto(url(`?state=${state}&theme=${theme}`));
    await waitFor(`the preview of ${state} to be drawn`, () =>
      page.evaluate(`document.querySelector('.panel') !== null && document.fonts.status === 'loaded'`),
    );
    await page.evaluate('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))');
    return page;
  }

  return {
    async states() {
      const page = await browser.newPage();
      await page.goto(url(''));
      await page.waitForSelector('li');
      const names = await page.$$eval('li', items =>
        items.map(item => item.firstChild?.textContent?.trim() ?? ''),
      );
      await page.close();
      return names;
    },
    open,
    close: () => server.close(),
  };
}
