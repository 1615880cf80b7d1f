import * as v from 'valibot';
import browser from 'webextension-polyfill';

/** What may be kept in all. */
const limitKey = 'limitBytes';
export const defaultLimitBytes = 1_000_000_000;
export const leastLimitBytes = 10_000_000;

export async function limitBytes(): Promise<number> {
  const stored = (await browser.storage.local.get(limitKey))[limitKey];
  return v.is(v.pipe(v.number(), v.minValue(leastLimitBytes)), stored) ? stored : defaultLimitBytes;
}

export async function setLimitBytes(bytes: number): Promise<void> {
  await browser.storage.local.set({ [limitKey]: Math.max(leastLimitBytes, Math.round(bytes)) });
}

const siteKey = (origin: string) => `record/${origin}`;

/** Whether every tab of this site is recorded from its first connection on. */
export async function recordsSite(origin: string): Promise<boolean> {
  return (await browser.storage.local.get(siteKey(origin)))[siteKey(origin)] === true;
}

export async function setRecordsSite(origin: string, on: boolean): Promise<void> {
  if (on) await browser.storage.local.set({ [siteKey(origin)]: true });
  else await browser.storage.local.remove(siteKey(origin));
}
