import type { Trace } from '../../extension/trace/schema/trace.ts';
import type { Stream } from './measured-call.ts';
import type { TrialPlan } from './plan.ts';

/** When the packets of one stream reached its receiver, epoch milliseconds, ascending. */
export interface Arrivals {
  /** By the path breaker's own record. */
  recorded: number[];
  /** By a capture, where one was made. */
  captured: number[] | null;
}

/** What came of one trial. Times are epoch milliseconds. */
export interface TrialOutcome {
  plan: TrialPlan;
  /** When the path was cut; when the restart was asked for, where it was not. */
  cutAt: number;
  trace: Trace;
  streams: { stream: Stream; arrivals: Arrivals }[];
}
