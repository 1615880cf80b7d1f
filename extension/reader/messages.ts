import type { WorkProgress } from '../devtools/work/work.ts';
import type { EventChunk } from '../trace/file/packed-events.ts';
import type { About } from '../trace/file/recording.ts';
import type { PortableView } from '../trace/portable-view.ts';

/**
 * What a reader is asked for: once to open a file or a kept recording, or to make a file of the latter; and to stop,
 * when that is given up.
 */
export type ToReader =
  | { type: 'stop' }
  | { type: 'open-file'; file: Blob }
  | { type: 'open-recording'; id: string }
  | { type: 'save-recording'; id: string };

/** What it answers, piece by piece. Events are good for nothing until it is done. */
export type FromReader =
  | ({ type: 'progress' } & WorkProgress)
  | { type: 'events'; chunk: EventChunk }
  | Opened
  | Saved
  | { type: 'refused'; reason: string };

export interface Opened {
  type: 'opened';
  about: About;
  folded: PortableView;
  /** The names of the frames, which the events tell by number. */
  frames: string[];
}

export interface Saved {
  type: 'saved';
  file: Blob;
  name: string;
}
