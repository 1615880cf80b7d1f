import { resolve } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { ensureBrowser } from '../../tools/browsers.ts';
import { extensionDirectory } from '../../tools/extension-build.ts';
import { ChromiumBackground } from './chromium-background.ts';
import type { Namespace } from './namespaces.ts';
import { openPanel, type Panel, type PanelOptions, showPanel } from './panel.ts';
import { waitFor } from './wait-for.ts';

export interface ChromiumOptions {
  /** The unpacked extension; dist/chrome by default. */
  extension?: string;
  /** Without the extension, to compare with; nothing that asks the extension works then. */
  plain?: boolean;
  headless?: boolean;
  /** Whether the driver debugs workers, which keeps them alive; it does by default. */
  attachToWorkers?: boolean;
  /** Where it keeps what it has stored; by default, nowhere. */
  profile?: string;
  /** Opens DevTools on every tab; for people, with a window. */
  autoOpenDevTools?: boolean;
  /** Media from the machine's own camera and microphone in place of the browser's test picture and tone. */
  realDevices?: boolean;
  args?: string[];
  /** Hidden tabs are held back as a person's are; drivers switch that off. */
  throttled?: boolean;
  /** The network it lives in; by default, this machine's. */
  namespace?: Namespace;
}

/** Chromium with the extension in it. */
export interface Chromium {
  browser: Browser;
  extensionId: string;
  background: ChromiumBackground;
  killBackground(): Promise<void>;
  openPanel(page: Page, options?: PanelOptions): Promise<Panel>;
  showPanel(page: Page): Promise<void>;
  close(): Promise<void>;
}

const ARGS = [
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
  '--use-fake-ui-for-media-stream',
  // Pages may talk to other ports of this machine, and signal its addresses in place of mDNS names.
  '--disable-features=LocalNetworkAccessChecks,WebRtcHideLocalIpsWithMdns',
];

const UNTHROTTLING = [
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];

/** Starts Chromium (or Chrome, or Edge) with the unpacked extension. */
export async function launchChromium(options: ChromiumOptions = {}): Promise<Chromium> {
  const { extension = extensionDirectory('chrome'), plain = false, headless = true, namespace } = options;
  const { attachToWorkers = true, profile, throttled = false } = options;
  const executable = ensureBrowser('chromium');
  const browser = await puppeteer.launch({
    executablePath: namespace?.wrapper(executable) ?? executable,
    pipe: true,
    enableExtensions: plain || [extension],
    userDataDir: profile,
    targetFilter: target => attachToWorkers || target.type() !== 'service_worker',
    headless,
    ignoreDefaultArgs: throttled && UNTHROTTLING,
    defaultViewport: headless ? { width: 1280, height: 800 } : null,
    args: [...ARGS, ...argsFor(options)],
  });
  try {
    const extensionId = plain ? '' : await findExtension(browser, extension);
    const background = new ChromiumBackground(browser, extensionId);
    return {
      browser,
      extensionId,
      background,
      killBackground: () => background.kill(),
      openPanel: (page, panelOptions) => openPanel(page, extensionId, panelOptions),
      showPanel: page => showPanel(page, extensionId),
      close: () => browser.close(),
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

function argsFor({ headless = true, autoOpenDevTools, realDevices, args = [] }: ChromiumOptions): string[] {
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  return [
    ...(headless ? ['--disable-gpu'] : ['--window-size=1500,950']),
    ...(autoOpenDevTools ? ['--auto-open-devtools-for-tabs'] : []),
    ...(realDevices ? [] : ['--use-fake-device-for-media-stream']),
    // Chromium's sandbox does not start for root, which containers and CI run as.
    ...(isRoot ? ['--no-sandbox'] : []),
    ...args,
  ];
}

async function findExtension(browser: Browser, directory: string): Promise<string> {
  const extension = await waitFor(`the extension of ${directory} to be loaded`, async () =>
    [...(await browser.extensions()).values()].find(each => resolve(each.path) === resolve(directory)),
  );
  return extension.id;
}
