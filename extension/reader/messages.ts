import type { WorkProgress } from '../devtools/work/work.ts';
import type { EventChunk } from '../trace/file/packed-events.ts';
import type { About } from '../trace/file/recording.ts';
import type { PortableView } from '../trace/portable-view.ts';

/** What a reader is asked for: to open a file or a kept recording, or to make a file of the latter. */
export type ReaderTask =
  | { type: 'open-file' }
  | { type: 'open-recording'; id: string }
  | { type: 'save-recording'; id: string };

export type ToReader =
  /** One task at a time. */
  | { type: 'task'; number: number; task: ReaderTask }
  /** The next of the file's bytes, as the task of that number asked for; `null` when there are no more. */
  | { type: 'piece'; number: number; bytes: Uint8Array<ArrayBuffer> | null }
  /** What it does is given up, or nobody needs it any more. */
  | { type: 'stop' };

/** What it answers, piece by piece. Events are good for nothing until it is done. */
export type FromReader =
  | ({ type: 'progress' } & WorkProgress)
  /** The task of that number wants the next piece of the file. It may have come to its end meanwhile. */
  | { type: 'more'; number: number }
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
