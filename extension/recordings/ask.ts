import browser from 'webextension-polyfill';
import type { RecorderAnswer, RecorderRequest } from '../wire/messages.ts';

/** Asks the background, which alone begins, ends and deletes recordings. Resolves with why it was not done, or `null`. */
export async function ask(request: RecorderRequest): Promise<string | null> {
  try {
    const answer = (await browser.runtime.sendMessage(request)) as RecorderAnswer;
    return answer.error;
  } catch (error) {
    return `IceScope’s worker did not answer: ${(error as Error).message}`;
  }
}
