import type { Gap } from '../../extension/trace/schema/trace.ts';
import type { Stream } from './measured-call.ts';
import { type PollVerdict, pollOnceASecond } from './one-hertz-poll.ts';
import type { Arrivals, TrialOutcome } from './outcome.ts';
import type { Pause } from './pause.ts';
import type { TrialPlan } from './plan.ts';
import { type Told, toldGap } from './told.ts';
import { type TrueGap, trueGap } from './true-gap.ts';

/** One stream in one trial: what IceScope said, what a poll would have said, and what was true. */
export interface Measurement {
  plan: TrialPlan;
  stream: Stream;
  gap: Gap;
  truth: TrueGap;
  /** The same gap by the path breaker's record, whatever the truth was taken from. */
  recordedMs: number | null;
  /** What IceScope said less what was true. */
  errorMs: number;
  widthMs: number;
  holds: boolean;
  poll: PollVerdict;
  pollErrorMs: number;
}

/** A stream of which IceScope said nothing that could be compared. */
export interface Failure {
  plan: TrialPlan;
  stream: Stream;
  reason: string;
  /** Where it is known. */
  truth: TrueGap | null;
  /** What was told instead. */
  gap: Gap | null;
}

export function measure(outcome: TrialOutcome): { measured: Measurement[]; failed: Failure[] } {
  const measured: Measurement[] = [];
  const failed: Failure[] = [];
  const { plan } = outcome;
  for (const { stream, arrivals } of outcome.streams) {
    const told = toldGap(outcome.trace, stream);
    const truth = trueGap(outcome, stream, arrivals.captured ?? arrivals.recorded, told.gap);
    const reason = truth ? whyNot(told, truth) : 'the truth is not known';
    if (truth && told.gap && !reason) measured.push(compare(outcome, stream, arrivals, truth, told.gap));
    else failed.push({ plan, stream, reason: reason ?? 'nothing was told', truth, gap: told.gap });
  }
  return { measured, failed };
}

/** Why the two cannot be compared; `null` when they can. */
function whyNot({ gap, reason }: Told, truth: Pause): string | null {
  if (reason || !gap) return reason;
  if (gap.durationMs === 0 || truth.durationMs === 0) return null;
  // Where no reading fell into a gap, its bracket says how far from the estimate it may have ended.
  if (gap.from <= truth.to && gap.from + gap.highMs >= truth.from) return null;
  return `the gap told is another one, ${Math.round(gap.from - truth.from)} ms from the true one`;
}

function compare(
  outcome: TrialOutcome,
  stream: Stream,
  { recorded, captured }: Arrivals,
  truth: TrueGap,
  gap: Gap,
): Measurement {
  const { plan, cutAt } = outcome;
  const poll = pollOnceASecond(captured ?? recorded, truth, cutAt + plan.pollPhaseMs);
  return {
    plan,
    stream,
    gap,
    truth,
    recordedMs: trueGap(outcome, stream, recorded, gap)?.durationMs ?? null,
    errorMs: gap.durationMs - truth.durationMs,
    widthMs: gap.highMs - gap.lowMs,
    holds: gap.lowMs <= truth.durationMs && truth.durationMs <= gap.highMs,
    poll,
    pollErrorMs: poll.durationMs - truth.durationMs,
  };
}
