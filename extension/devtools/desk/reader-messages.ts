import type { ReadingStep, Recording } from '../../trace/file/recording.ts';
import type { TraceEvent } from '../../trace/schema/events.ts';

/** The reader is sent one file, and answers with these. Events come only once all of them are known to be good. */
export type FromReader =
  | { type: 'progress'; step: ReadingStep; share: number }
  | { type: 'events'; events: TraceEvent[]; share: number }
  | { type: 'done'; about: Omit<Recording, 'events'> }
  | { type: 'refused'; reason: string };
