import type { EventChunk } from '../../trace/file/packed-events.ts';
import type { About, ReadingStep } from '../../trace/file/recording.ts';
import type { PortableView } from '../../trace/portable-view.ts';

/** The reader is sent one file, and answers with these. Events are good for nothing until it is done. */
export type FromReader =
  | { type: 'progress'; step: ReadingStep; share: number }
  | { type: 'events'; chunk: EventChunk }
  | { type: 'done'; about: About; folded: PortableView; frames: string[] }
  | { type: 'refused'; reason: string };
