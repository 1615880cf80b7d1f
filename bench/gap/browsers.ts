import puppeteer, { type Browser } from 'puppeteer-core';
import type { Background } from '../../test/harness/background.ts';
import { ChromiumBackground } from '../../test/harness/chromium-background.ts';
import { launchFirefox } from '../../test/harness/firefox.ts';
import { waitFor } from '../../test/harness/wait-for.ts';
import { type BrowserName, ensureBrowser } from '../../tools/browsers.ts';
import { extensionDirectory } from '../../tools/extension-build.ts';

/** A browser with the extension, whose hidden tabs are throttled as a person's are. */
export interface Driven {
  browser: Browser;
  background: Background;
  close(): Promise<void>;
}

export function launch(name: BrowserName): Promise<Driven> {
  return name === 'firefox' ? launchFirefox() : launchThrottledChromium();
}

/** Drivers start Chromium with its throttling switched off. */
const unthrottling = [
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];

async function launchThrottledChromium(): Promise<Driven> {
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const browser = await puppeteer.launch({
    executablePath: ensureBrowser('chromium'),
    pipe: true,
    enableExtensions: [extensionDirectory('chrome')],
    ignoreDefaultArgs: unthrottling,
    args: [
      '--disable-gpu',
      '--autoplay-policy=no-user-gesture-required',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      '--disable-features=LocalNetworkAccessChecks,WebRtcHideLocalIpsWithMdns',
      ...(isRoot ? ['--no-sandbox'] : []),
    ],
  });
  try {
    const extension = await waitFor('the extension to be loaded', async () =>
      [...(await browser.extensions()).values()].at(0),
    );
    const background = new ChromiumBackground(browser, extension.id);
    return { browser, background, close: () => browser.close() };
  } catch (error) {
    await browser.close();
    throw error;
  }
}
