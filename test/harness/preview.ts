import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, CDPSession, Page } from 'puppeteer-core';
import { build } from 'vite';
import { startStaticServer } from './static-server.ts';
import { waitFor } from './wait-for.ts';

const source = fileURLToPath(new URL('../../extension/devtools/preview/', import.meta.url));

export interface PreviewOptions {
  theme?: 'light' | 'dark';
  width?: number;
  height?: number;
  forcedColours?: boolean;
  reducedMotion?: boolean;
}

/** The panel's preview, served: each of its states without an extension around it. */
export interface Preview {
  /** A new page that shows a state. */
  open(state: string, options?: PreviewOptions): Promise<Page>;
  /** Has a page show a state, drawn and with its fonts. */
  show(page: Page, state: string, options?: PreviewOptions): Promise<void>;
  close(): Promise<void>;
}

/** Builds the preview, which loads many times faster so than module by module, and serves it. */
export async function servePreview(browser: Browser): Promise<Preview> {
  const directory = await mkdtemp(join(tmpdir(), 'icescope-preview-'));
  await build({
    configFile: join(source, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: directory, rollupOptions: { input: join(source, 'preview.html') } },
  });
  const server = await startStaticServer({ directory });
  const url = (query: string) => `${server.origin}/preview.html${query}`;

  async function show(page: Page, state: string, options: PreviewOptions = {}): Promise<void> {
    const { theme = 'light', width = 1280, height = 820, forcedColours, reducedMotion } = options;
    await page.setViewport({ width, height });
    await emulate(page, {
      'prefers-color-scheme': theme,
      'prefers-reduced-motion': reducedMotion ? 'reduce' : 'no-preference',
      'forced-colors': forcedColours ? 'active' : 'none',
    });
    await page.goto(url(`?state=${state}&theme=${theme}`));
    await waitFor(`the preview of ${state} to be drawn`, () =>
      page.evaluate(`document.querySelector('.panel') !== null && document.fonts.status === 'loaded'`),
    );
    await page.evaluate('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))');
  }

  async function open(state: string, options?: PreviewOptions): Promise<Page> {
    const page = await browser.newPage();
    await show(page, state, options);
    return page;
  }

  return {
    open,
    show,
    async close() {
      await server.close();
      await rm(directory, { recursive: true });
    },
  };
}

const sessions = new WeakMap<Page, CDPSession>();

/** By the protocol itself: Puppeteer refuses forced colours. One session a page, for each keeps what it has set. */
async function emulate(page: Page, media: Record<string, string>): Promise<void> {
  const session = sessions.get(page) ?? (await page.createCDPSession());
  sessions.set(page, session);
  const features = Object.entries(media).map(([name, value]) => ({ name, value }));
  await session.send('Emulation.setEmulatedMedia', { features });
}
