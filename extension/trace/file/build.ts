import { breaksIn, createFold, restartsOf } from '../fold/fold.ts';
import type { TraceEvent } from '../schema/events.ts';
import type { Connection, Trace } from '../schema/trace.ts';
import type { TraceView } from '../view.ts';
import { browserOf } from './browser.ts';

export interface TraceSource extends TraceOrigin {
  events: TraceEvent[];
}

export interface TraceOrigin {
  /** Events that a bounded buffer had to let go of. */
  dropped: number;
  generator: Trace['generator'];
  /** Its addresses were replaced by labels. */
  redacted?: boolean;
}

/** Puts the events of any number of frames in one order: by time, within a frame by sequence. */
export function inOrder(events: TraceEvent[]): TraceEvent[] {
  return events.toSorted((a, b) =>
    a.frameId === b.frameId ? a.seq - b.seq : a.t - b.t || (a.frameId < b.frameId ? -1 : 1),
  );
}

/** Makes the trace of these events; what is derived is folded from them here and now. */
export function buildTrace({ events, ...origin }: TraceSource): Trace {
  const ordered = inOrder(events);
  const fold = createFold();
  for (const event of ordered) fold.apply(event);
  return traceOf(fold.view, ordered, origin);
}

/** The trace of events in order, and of what they fold to. */
export function traceOf(
  view: TraceView,
  events: TraceEvent[],
  { dropped, generator, redacted = false }: TraceOrigin,
): Trace {
  const page = [...view.frames.values()][0];
  return {
    format: 'icescope',
    version: 1,
    generator,
    browser: browserOf(page?.userAgent ?? ''),
    page: { url: page?.url ?? '', title: page?.title ?? '' },
    startedAt: view.from ?? 0,
    endedAt: view.to ?? 0,
    redacted,
    dropped: { events: dropped },
    connections: connectionsOf(view),
    events,
    restarts: restartsOf(view),
    breaks: breaksIn(view),
    rebuilds: view.rebuilds,
  };
}

function connectionsOf(view: TraceView): Connection[] {
  return [...view.connections.values()].map(
    ({ id, frameId, createdAt, closedAt, configuration, findings }) => ({
      id,
      frameUrl: view.frames.get(frameId)?.url ?? '',
      createdAt,
      closedAt,
      configuration,
      findings,
    }),
  );
}
