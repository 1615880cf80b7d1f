import type { EventOf, TraceEvent } from '../../extension/trace/schema/events.ts';
import type { Trace } from '../../extension/trace/schema/trace.ts';

type Sample = EventOf<'sample'>;

/** What the recorded call is cut into: how it began, and one break of its path with the restart that mended it. */
interface Recorded {
  head: TraceEvent[];
  round: TraceEvent[];
  /** From the beginning of a round to the beginning of the quiet time after it. */
  roundMs: number;
  /** What the round adds to each counter of its samples. */
  first: Sample;
  last: Sample;
}

/** Names that each round gives anew, as each restart does: those before it, and those after it. */
interface Names {
  before: string[];
  after: string[];
}

const quietMs = 1_000;
const audioPacketMs = 20;
const samplesPerMs = 48;

export interface LongCallOptions {
  events: number;
  restarts: number;
}

/**
 * A call as long as nobody would record it, made of a real one: its path breaks and is restarted again and again
 * as it was recorded, and in between a reading is taken once a second. Counters go on from round to round.
 */
export function* longCall(trace: Trace, { events, restarts }: LongCallOptions): Generator<TraceEvent> {
  const recorded = cut(trace);
  const names = namesOf(trace);
  const quiet = Math.floor((events - recorded.head.length) / restarts) - recorded.round.length;
  let seq = 0;
  let counted = recorded.first;
  let shift = 0;
  for (const event of recorded.head) yield { ...event, seq: seq++ };
  for (let round = 0; round < restarts; round++) {
    for (const event of renamed(recorded.round, names, round)) {
      const shifted = shiftedBy(event, shift);
      yield {
        ...(shifted.type === 'sample' ? carriedOn(shifted, recorded.first, counted) : shifted),
        seq: seq++,
      };
    }
    const [end] = renamed([recorded.last], names, round) as [Sample];
    counted = carriedOn(shiftedBy(end, shift), recorded.first, counted);
    const last = round === restarts - 1;
    const readings = last ? events - seq : quiet;
    for (let i = 0; i < readings; i++) {
      counted = aSecondLater(counted);
      yield { ...counted, seq: seq++ };
    }
    shift += recorded.roundMs + readings * quietMs;
  }
}

/** The connection that restarted, cut where it flowed before its path broke. */
function cut(trace: Trace): Recorded {
  const [restart] = trace.restarts;
  if (!restart) throw new Error('expected a trace with a restart');
  const of = trace.events.filter(
    event => event.connectionId === null || event.connectionId === restart.connectionId,
  );
  const brokeAt = restart.phases[0]!.from;
  const samples = of.filter(event => event.type === 'sample');
  const first = samples.findLast(sample => sample.t < brokeAt)!;
  const last = samples.at(-1)!;
  return {
    head: of.filter(event => event.t <= first.t),
    round: of.filter(event => event.t > first.t && event.t <= last.t),
    roundMs: last.t - first.t,
    first,
    last,
  };
}

function namesOf({ restarts: [restart], events }: Trace): Names {
  const { localUfrag, remoteUfrag, connectionId } = restart!;
  const pairs = events.flatMap(event =>
    event.type === 'sample' && event.connectionId === connectionId
      ? event.transports.map(({ pairId }) => pairId!)
      : [],
  );
  return {
    before: [localUfrag.from!, remoteUfrag.from!, pairs[0]!],
    after: [localUfrag.to!, remoteUfrag.to!, pairs.at(-1)!],
  };
}

function renamed(events: TraceEvent[], { before, after }: Names, round: number): TraceEvent[] {
  let text = JSON.stringify(events);
  before.forEach((name, i) => {
    if (round > 0) text = text.replaceAll(name, `${after[i]}${round - 1}`);
  });
  // A name that a number follows was just given by the round before.
  for (const name of after) text = text.replaceAll(new RegExp(`${name}(?!\\d)`, 'g'), `${name}${round}`);
  return JSON.parse(text) as TraceEvent[];
}

function shiftedBy<E extends TraceEvent>(event: E, ms: number): E {
  const shifted = { ...event, t: event.t + ms };
  if (shifted.type !== 'sample') return shifted;
  const { askedAt, transports, inbound, outbound } = shifted;
  return {
    ...shifted,
    askedAt: askedAt + ms,
    transports: transports.map(transport => ({
      ...transport,
      at: transport.at + ms,
      lastSentAt: transport.lastSentAt! + ms,
      lastReceivedAt: transport.lastReceivedAt! + ms,
    })),
    inbound: inbound.map(stream => ({
      ...stream,
      at: stream.at + ms,
      lastPacketAt: stream.lastPacketAt! + ms,
    })),
    outbound: outbound.map(stream => ({ ...stream, at: stream.at + ms })),
  };
}

/** Counts on from `counted` what a sample counts since `first`. */
function carriedOn(sample: Sample, first: Sample, counted: Sample): Sample {
  return {
    ...sample,
    inbound: sample.inbound.map((stream, i) => {
      const [from, base] = [first.inbound[i]!, counted.inbound[i]!];
      const on = (key: 'packets' | 'bytes' | 'lost' | 'samples' | 'concealed' | 'silentConcealed') =>
        (base[key] ?? 0) + (stream[key] ?? 0) - (from[key] ?? 0);
      const audio = {
        samples: on('samples'),
        concealed: on('concealed'),
        silentConcealed: on('silentConcealed'),
      };
      return { ...stream, packets: on('packets'), bytes: on('bytes'), lost: on('lost'), ...audio };
    }),
    outbound: sample.outbound.map((stream, i) => {
      const [from, base] = [first.outbound[i]!, counted.outbound[i]!];
      const on = (key: 'packets' | 'bytes') => base[key] + stream[key] - from[key];
      return { ...stream, packets: on('packets'), bytes: on('bytes') };
    }),
  };
}

/** The reading after `sample`, a second later, while media flows. */
function aSecondLater(sample: Sample): Sample {
  const later = shiftedBy(sample, quietMs);
  const packets = quietMs / audioPacketMs;
  const bytesOf = (stream: { bytes: number; packets: number }) =>
    Math.round((packets * stream.bytes) / Math.max(1, stream.packets));
  return {
    ...later,
    pace: 'slow',
    inbound: later.inbound.map(stream => ({
      ...stream,
      packets: stream.packets + packets,
      bytes: stream.bytes + bytesOf(stream),
      samples: stream.samples! + quietMs * samplesPerMs,
    })),
    outbound: later.outbound.map(stream => ({
      ...stream,
      packets: stream.packets + packets,
      bytes: stream.bytes + bytesOf(stream),
    })),
    transports: later.transports.map(transport => ({
      ...transport,
      bytesSent: transport.bytesSent! + 5_000,
      bytesReceived: transport.bytesReceived! + 5_000,
      checksAnswered: transport.checksAnswered! + 1,
    })),
  };
}
