import * as v from 'valibot';
import browser from 'webextension-polyfill';
import type { RecordedPage } from '../recordings/recording.ts';
import { type PageRequest, pageAnswer } from '../wire/messages.ts';

/**
 * The page in a tab's own frame, as our script in it tells: no permission is needed for that. `null` where there
 * is none: pages of the browser's own, and pages that were open before IceScope was installed.
 */
export async function topPage(tabId: number): Promise<RecordedPage | null> {
  const request: PageRequest = { type: 'page' };
  const answer: unknown = await browser.tabs.sendMessage(tabId, request, { frameId: 0 }).catch(() => null);
  return v.is(pageAnswer, answer) ? answer : null;
}
