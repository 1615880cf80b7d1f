import browser from 'webextension-polyfill';

const key = 'session';

/**
 * Whether this worker follows another one of the same session. Not when the browser was started or the extension
 * loaded anew: then the numbers of tabs mean other tabs, and no frame answers any more.
 */
export async function continuesSession(): Promise<boolean> {
  const continues = (await browser.storage.session.get(key))[key] === true;
  if (!continues) await browser.storage.session.set({ [key]: true });
  return continues;
}
