import type { EventType, TraceEvent } from './schema/events.ts';

/** The least that is known of an event without reading all of it. */
export interface EventHead {
  t: number;
  type: EventType;
}

/** Events in a row, as an array has them. Some lists read an event only when it is asked for. */
export interface EventSeries {
  readonly length: number;
  at(index: number): TraceEvent | undefined;
  slice(from?: number, to?: number): TraceEvent[];
  /** Where there is none, `at` costs no more. */
  headAt?(index: number): EventHead | undefined;
}
