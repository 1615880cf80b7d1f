import { randomUUID } from 'node:crypto';
import puppeteer, { type Browser } from 'puppeteer-core';
import manifest from '../../manifest.json' with { type: 'json' };
import { ensureBrowser } from '../../tools/browsers.ts';
import { extensionDirectory } from '../../tools/extension-build.ts';
import { FirefoxBackground } from './firefox-background.ts';
import { freePort } from './free-port.ts';
import type { Namespace } from './namespaces.ts';

export interface FirefoxOptions {
  /** The unpacked extension; dist/firefox by default. */
  extension?: string;
  /** Without the extension, to compare with; nothing that asks the extension works then. */
  plain?: boolean;
  headless?: boolean;
  preferences?: Record<string, string | number | boolean>;
  /** The network it lives in; by default, this machine's. */
  namespace?: Namespace;
}

/** Firefox with the extension in it. */
export interface Firefox {
  browser: Browser;
  background: FirefoxBackground;
  close(): Promise<void>;
}

const EXTENSION_ID = 'icescope@icescope.dev';

const PREFERENCES = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.autoplay.default': 0,
  // Host candidates on loopback, by address: what the path breaker represents and what a lone machine has.
  'media.peerconnection.ice.loopback': true,
  'media.peerconnection.ice.obfuscate_host_addresses': false,
};

/** Starts Firefox with the unpacked extension. */
export async function launchFirefox(options: FirefoxOptions = {}): Promise<Firefox> {
  const {
    extension = extensionDirectory('firefox'),
    plain = false,
    headless = true,
    preferences = {},
    namespace,
  } = options;
  // Firefox gives each installation an address of its own; fixed beforehand, it is known here.
  const uuid = randomUUID();
  const executable = ensureBrowser('firefox');
  // The driver comes to it over TCP.
  const debuggingPort = namespace && (await freePort());
  if (debuggingPort) await namespace.offer(debuggingPort);
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: namespace?.wrapper(executable) ?? executable,
    debuggingPort,
    headless,
    // Lets the driver open pages of an extension.
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      ...PREFERENCES,
      'extensions.webextensions.uuids': JSON.stringify({ [EXTENSION_ID]: uuid }),
      ...preferences,
    },
  });
  try {
    if (!plain) await browser.installExtension(extension);
    const documentUrl = `moz-extension://${uuid}/${manifest.icons['16']}`;
    return {
      browser,
      background: new FirefoxBackground(browser, documentUrl),
      close: () => browser.close(),
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}
