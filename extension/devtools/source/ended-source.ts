import { signal } from '@preact/signals';
import { group } from 'd3-array';
import { createFold } from '../../trace/fold/fold.ts';
import type { TraceEvent } from '../../trace/schema/events.ts';
import type { TraceView } from '../../trace/view.ts';
import type { TraceSource } from './source.ts';

/** A frame with a connection tells something every second; one that was silent for longer at the end was gone. */
const silentMs = 5_000;

export interface EndedOptions {
  /** What the events fold to, where that is known by now. */
  view?: TraceView;
  /** Its addresses were replaced by labels. */
  redacted?: boolean;
}

/** A trace that is complete: kept by a recording, or read from a file. */
export function endedSource(
  events: TraceEvent[],
  missing: number,
  { view = foldedView(events), redacted = false }: EndedOptions = {},
): TraceSource {
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
    redacted,
    now: () => view.to ?? 0,
    events: () => events,
    eventLists: () => [...frames.values()],
  };
}

function foldedView(events: TraceEvent[]): TraceView {
  const fold = createFold();
  for (const event of events) fold.apply(event);
  return fold.view;
}
