import type { Failure, Measurement } from './measure.ts';
import type { TrialOutcome } from './outcome.ts';
import { restartsOf, samplesOf } from './told.ts';

/** Worth a look: the estimate is this far off, or the bracket is wrong. */
const worthALookMs = 10;
const samplesAroundMs = 1_500;
const arrivalsAroundMs = 150;

/** What an estimate rested on and what was true, in milliseconds from the true beginning of the gap. */
export interface Evidence {
  /** How the trial was carried out: the restarts that were told, from request to outcome. */
  restarts: { from: number; to: number | null }[];
  samples: Record<string, number | string | undefined>[];
  arrivals: { captured: number[] | null; recorded: number[] };
  told: { from: number; to: number } | null;
}

/** The raw data of a measurement that missed, or could not be made; `null` for one that is well. */
export function evidenceOf(outcome: TrialOutcome, judged: Measurement | Failure): Evidence | null {
  if ('holds' in judged && judged.holds && Math.abs(judged.errorMs) <= worthALookMs) return null;
  const { truth, stream, gap } = judged;
  if (!truth) return null;
  const ends = [truth.from, truth.to, ...(gap ? [gap.from, gap.to] : [])];
  const near = (t: number, ms: number) => ends.some(end => Math.abs(t - end) <= ms);
  const since = (t: number) => Math.round((t - truth.from) * 100) / 100;
  const nearby = (times: number[]) => times.filter(t => near(t, arrivalsAroundMs)).map(since);
  const arrivals = outcome.streams.find(each => each.stream.ssrc === stream.ssrc)?.arrivals;
  return {
    restarts: restartsOf(outcome.trace, stream).map(({ requestedAt, settledAt }) => ({
      from: since(requestedAt),
      to: settledAt === null ? null : since(settledAt),
    })),
    samples: samplesOf(outcome.trace, stream)
      .filter(({ sample }) => near(sample.t, samplesAroundMs))
      .map(each => brief(each, since)),
    arrivals: {
      captured: arrivals?.captured ? nearby(arrivals.captured) : null,
      recorded: nearby(arrivals?.recorded ?? []),
    },
    told: gap && { from: since(gap.from), to: since(gap.to) },
  };
}

type Sample = ReturnType<typeof samplesOf>[number];

function brief({ sample, inbound }: Sample, since: (t: number) => number): Evidence['samples'][number] {
  const { at, lastPacketAt, packets, retransmitted, frames, lost } = inbound;
  return {
    askedAt: since(sample.askedAt),
    t: since(sample.t),
    at: since(at),
    pace: sample.pace,
    lastPacketAt: lastPacketAt === undefined ? undefined : since(lastPacketAt),
    packets,
    retransmitted,
    frames,
    lost,
  };
}
