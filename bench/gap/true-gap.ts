import type { Gap } from '../../extension/trace/schema/trace.ts';
import { discardedAfter } from './discarded.ts';
import type { Stream } from './measured-call.ts';
import type { TrialOutcome } from './outcome.ts';
import { type Pause, pauseAround } from './pause.ts';
import { countsOf } from './told.ts';

export interface TrueGap extends Pause {
  /** Packets that arrived first after the gap and that the browser did not take: the gap ends after them. */
  discarded: number;
}

/** Shorter pauses on a path that works are the stream's and the machine's own pace. */
const paceMs = 100;

/** The true gap of a stream, given when its packets arrived; `null` where it is not known. */
export function trueGap(
  outcome: TrialOutcome,
  stream: Stream,
  arrivals: readonly number[],
  told: Gap | null,
): TrueGap | null {
  const { plan, cutAt } = outcome;
  if (plan.kind === 'make-before-break') return pauseOfWorkingPath(outcome, arrivals, told);
  const pause = pauseAround(arrivals, cutAt + plan.cutMs / 2);
  if (!pause) return null;
  const discarded = discardedAfter(pause, arrivals, countsOf(outcome.trace, stream));
  const to = arrivals[arrivals.indexOf(pause.to) + discarded] ?? pause.to;
  return { from: pause.from, to, durationMs: to - pause.from, discarded };
}

/** Nothing was cut: the truth is 0, unless what was told is a pause that really was. */
function pauseOfWorkingPath({ cutAt }: TrialOutcome, arrivals: readonly number[], told: Gap | null): TrueGap {
  const none = { from: cutAt, to: cutAt, durationMs: 0, discarded: 0 };
  if (!told || told.durationMs === 0) return none;
  const pause = pauseAround(arrivals, (told.from + told.to) / 2);
  return pause && pause.durationMs >= paceMs ? { ...pause, discarded: 0 } : none;
}
