import type { Recording, RecordingEnd } from './recording.ts';

export type RecordingState = 'recording' | 'waiting' | 'over';

/** `waiting`: the browser was restarted, and its page was not opened again yet. */
export function stateOf({ tabId, endedAt }: Recording): RecordingState {
  if (endedAt !== null) return 'over';
  return tabId === null ? 'waiting' : 'recording';
}

/** Why a recording is over, for people. */
export const endWords: Record<RecordingEnd, string> = {
  stopped: 'Stopped',
  'tab-closed': 'Tab closed',
  'left-site': 'Tab left the site',
  limit: 'Stopped: the limit was reached',
  'disk-full': 'Stopped: no room on the disk',
  unwritable: 'Stopped: the disk could not be written',
};

/** Whether it ended against anybody's will. */
export function endedEarly(end: RecordingEnd | null): end is 'limit' | 'disk-full' | 'unwritable' {
  return end === 'limit' || end === 'disk-full' || end === 'unwritable';
}
