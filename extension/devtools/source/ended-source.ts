import { signal } from '@preact/signals';
import type { EventSeries } from '../../trace/event-series.ts';
import type { TraceEvent } from '../../trace/schema/events.ts';
import type { TraceView } from '../../trace/view.ts';
import type { TraceSource } from './source.ts';

/** A frame with a connection tells something every second; one that was silent for longer at the end was gone. */
const silentMs = 5_000;

/** A trace that is complete: kept by a recording, or read from a file. */
export interface EndedTrace {
  view: TraceView;
  /** All events, in the order of the file. */
  events(): TraceEvent[];
  /** Those of each frame. */
  byFrame: ReadonlyMap<string, EventSeries>;
  missing: number;
  /** Its addresses were replaced by labels. */
  redacted: boolean;
}

export function endedSource({ view, events, byFrame, missing, redacted }: EndedTrace): TraceSource {
  const gone = new Map<string, number>();
  for (const [frameId, series] of byFrame) {
    const last = series.at(-1)!.t;
    if (view.to !== null && view.to - last > silentMs) gone.set(frameId, last);
  }
  const lists = [...byFrame.values()];
  return {
    snapshot: signal({ view, gone, missing }),
    status: signal('ended'),
    refusal: signal(null),
    commands: null,
    redacted,
    now: () => view.to ?? 0,
    events,
    eventLists: () => lists,
  };
}
