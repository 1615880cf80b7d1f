import browser, { type Runtime } from 'webextension-polyfill';

/** Whether the extension was reloaded or removed under the page: then every call of its API throws. */
export function isOrphaned(): boolean {
  try {
    return browser.runtime.id === undefined;
  } catch {
    return true;
  }
}

/** Opens a port to the background, waking it; `null` where there is none any more. */
export function connect(name: string): Runtime.Port | null {
  try {
    return browser.runtime.connect({ name });
  } catch {
    return null;
  }
}
