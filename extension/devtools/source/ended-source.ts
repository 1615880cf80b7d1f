import { signal } from '@preact/signals';
import { group } from 'd3-array';
import { createFold } from '../../trace/fold/fold.ts';
import type { TraceEvent } from '../../trace/schema/events.ts';
import type { TraceSource } from './source.ts';

/** A frame with a connection tells something every second; one that was silent for longer at the end was gone. */
const silentMs = 5_000;

/** A trace that is complete: kept by a recording, or read from a file. */
export function endedSource(events: TraceEvent[], missing: number): TraceSource {
  const fold = createFold();
  for (const event of events) fold.apply(event);
  const { view } = fold;
  const frames = group(events, event => event.frameId);
  const gone = new Map<string, number>();
  for (const [frameId, list] of frames) {
    const last = list.at(-1)!.t;
    if (view.to !== null && view.to - last > silentMs) gone.set(frameId, last);
  }
  return {
    snapshot: signal({ view, gone, missing }),
    status: signal('ended'),
    refusal: signal(null),
    commands: null,
    now: () => view.to ?? 0,
    events: () => events,
    eventLists: () => [...frames.values()],
  };
}
