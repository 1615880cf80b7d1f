import type { RecordedEvent } from '../trace/schema/events.ts';

/**
 * The private channel between the two worlds of a frame. The isolated script, which the manifest lists first,
 * listens for one event; the script in the page's world dispatches it with one end of a `MessageChannel`,
 * before any script of the page exists that could overhear or forge it.
 */
export const channelEvent = 'icescope-channel';

/**
 * Events on the port that the bridge got, an object which both worlds can reach and no page: they arrive at once, and
 * so before the page has left. This one brings what the recorder has told since the last, …
 */
export const batchEvent = 'batch';
/** … this one asks for it, and for what follows as it comes; … */
export const listenEvent = 'listen';
/** … and this one says that nobody waits for more: it may come late. */
export const unheardEvent = 'unheard';

/** From the bridge to the recorder. */
export type ToRecorder =
  | { name: 'restart-ice'; connectionId: string; commandId: number }
  | { name: 'retell' }
  | { name: 'tick' }
  /** The extension is gone: nobody listens any more. */
  | { name: 'rest' };

/** How a command ended. */
export interface CommandDone {
  type: 'done';
  commandId: number;
  error: string | null;
}

/** How often the recorder wants a tick; with 0, none. */
export interface TicksWanted {
  type: 'ticks';
  everyMs: number;
}

/** From the recorder to the bridge. */
export type FromRecorder = RecordedEvent | CommandDone | TicksWanted;

/**
 * Timers of a hidden page fire once a second. Chromium lets scripts wait more exactly in another way; in Firefox
 * the background ticks.
 */
export const needsTicks = import.meta.env.MODE === 'firefox';
