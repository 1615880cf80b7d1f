import { signal } from '@preact/signals';
import { createFold } from '../../trace/fold/fold.ts';
import type { TraceEvent } from '../../trace/schema/events.ts';
import type { TraceSource } from './source.ts';

/** A frame with a connection tells something every second; one that was silent for longer at the end was gone. */
const silentMs = 5_000;

/** A trace that is complete: kept by a recording, or read from a file. */
export function endedSource(events: TraceEvent[], missing: number): TraceSource {
  const fold = createFold();
  const last = new Map<string, number>();
  for (const event of events) {
    fold.apply(event);
    last.set(event.frameId, event.t);
  }
  const { view } = fold;
  const gone = new Map([...last].filter(([, t]) => view.to !== null && view.to - t > silentMs));
  return {
    snapshot: signal({ view, gone, missing }),
    status: signal('ended'),
    refusal: signal(null),
    commands: null,
    now: () => view.to ?? 0,
    events: () => events,
  };
}
