import type { TraceEvent } from '../../extension/trace/schema/events.ts';
import type { Trace } from '../../extension/trace/schema/trace.ts';
import { longCall } from './long-call.ts';

/** As often as the recorder reads at its quickest. */
const readingsPerSecond = 20;

/**
 * A page whose connections are all read at the quick pace at once, so many that `perSecond` events come each second,
 * without an end. Each connection goes through the recorded call, from a moment of its own.
 */
export function* busyPage(trace: Trace, perSecond: number): Generator<TraceEvent> {
  const connections = Array.from({ length: Math.ceil(perSecond / readingsPerSecond) }, (_, i) => ({
    id: `busy.${i + 1}`,
    events: longCall(trace, { events: 1_000_000, restarts: 1_000 }),
  }));
  let seq = 0;
  let t = trace.startedAt;
  for (;;) {
    for (const { id, events } of connections) {
      let event = events.next().value as TraceEvent;
      while (event.connectionId === null) event = events.next().value as TraceEvent;
      yield { ...at(event, t), frameId: 'busy', connectionId: id, seq: seq++ } as TraceEvent;
      t += 1000 / perSecond;
    }
  }
}

/** The event as if it had happened at `t`, and what it tells of other times with it. */
function at(event: TraceEvent, t: number): TraceEvent {
  if (event.type !== 'sample') return { ...event, t };
  const ms = t - event.t;
  return {
    ...event,
    t,
    askedAt: event.askedAt + ms,
    transports: event.transports.map(each => ({ ...each, at: each.at + ms })),
    inbound: event.inbound.map(each => ({
      ...each,
      at: each.at + ms,
      lastPacketAt: each.lastPacketAt! + ms,
    })),
    outbound: event.outbound.map(each => ({ ...each, at: each.at + ms })),
  };
}
