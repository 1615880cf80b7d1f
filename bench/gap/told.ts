import type { EventOf } from '../../extension/trace/schema/events.ts';
import type { InboundStream } from '../../extension/trace/schema/sample.ts';
import type { Gap, Restart, Trace } from '../../extension/trace/schema/trace.ts';
import type { Counted } from './discarded.ts';
import type { Stream } from './measured-call.ts';

/** A gap as the trace tells it, or why there is none. */
export interface Told {
  gap: Gap | null;
  reason: string | null;
}

export function toldGap(trace: Trace, stream: Stream): Told {
  const restarts = restartsOf(trace, stream);
  const [restart] = restarts;
  if (!restart || restarts.length > 1) {
    return { gap: null, reason: `expected one restart, got ${restarts.length}` };
  }
  const gap = gapOf(restart, stream) ?? null;
  if (restart.outcome !== 'completed') return { gap, reason: `the restart is told as ${restart.outcome}` };
  return { gap, reason: gap ? null : 'the restart has no gap of this stream' };
}

/** The restarts of the connection that receives the stream. */
export function restartsOf(trace: Trace, stream: Stream): Restart[] {
  const connectionId = samplesOf(trace, stream)[0]?.sample.connectionId;
  return trace.restarts.filter(restart => restart.connectionId === connectionId);
}

/** Whether the trace has told all that can be asked of it. */
export function isTold(trace: Trace, streams: Stream[]): boolean {
  return streams.every(stream =>
    restartsOf(trace, stream).some(restart => restart.outcome !== 'pending' && gapOf(restart, stream)),
  );
}

/** Every reading of the stream. */
export function samplesOf(
  trace: Trace,
  { ssrc }: Stream,
): { sample: EventOf<'sample'>; inbound: InboundStream }[] {
  return trace.events.flatMap(event => {
    if (event.type !== 'sample') return [];
    const inbound = event.inbound.find(each => each.ssrc === ssrc);
    return inbound ? [{ sample: event, inbound }] : [];
  });
}

/** What the browser counted of the stream; retransmissions have an SSRC of their own on the wire. */
export function countsOf(trace: Trace, stream: Stream): Counted[] {
  return samplesOf(trace, stream).flatMap(({ inbound }) => {
    const { packets, retransmitted = 0, lastPacketAt } = inbound;
    return lastPacketAt === undefined ? [] : [{ packets: packets - retransmitted, newestAt: lastPacketAt }];
  });
}

function gapOf(restart: Restart, { ssrc }: Stream): Gap | undefined {
  return restart.gaps.find(
    gap => gap.layer === 'network' && gap.direction === 'inbound' && gap.ssrc === ssrc,
  );
}
