import type { Page } from 'puppeteer-core';
import type { Chromium } from './chromium.ts';

interface OfTab {
  tabId: number;
}

/** What tests use of the extension's own API; it is there in the background and in the extension's pages. */
declare global {
  const chrome: {
    tabs: { query(query: object): Promise<{ id: number }[]> };
    runtime: { reload(): void };
    action: {
      openPopup(): Promise<void>;
      getBadgeText(of: OfTab): Promise<string>;
      getBadgeBackgroundColor(of: OfTab): Promise<number[]>;
      getTitle(of: OfTab): Promise<string>;
    };
  };
}

/** The number that extensions know a page's tab by. Brings the page to the front. */
export async function tabIdOf({ background }: Pick<Chromium, 'background'>, page: Page): Promise<number> {
  await page.bringToFront();
  return background.evaluate(async () => (await chrome.tabs.query({ active: true }))[0]!.id);
}
