import type { Page } from 'puppeteer-core';
import type { Chromium } from './chromium.ts';

declare const chrome: { tabs: { query(query: object): Promise<{ id: number }[]> } };

/** The number that extensions know a page's tab by. Brings the page to the front. */
export async function tabIdOf({ background }: Pick<Chromium, 'background'>, page: Page): Promise<number> {
  await page.bringToFront();
  return background.evaluate(async () => (await chrome.tabs.query({ active: true }))[0]!.id);
}
