import type { TraceView } from '../view.ts';
import { type Actual, whatWasDone } from './actual.ts';
import { distinctViews } from './distinct.ts';
import { type FalseAlarm, falseAlarms } from './false-alarms.ts';
import { type PathLoss, pathLosses } from './path-loss.ts';
import { actsOn, type Policy } from './policy.ts';
import { type Recovery, recoveryOf } from './recovery.ts';

/** What any judgement of a policy rests on. */
export interface Evidence {
  /** How many traces have a connection in them. */
  traces: number;
  losses: PathLoss[];
  alarms: FalseAlarm[];
  recovery: Recovery | null;
  actual: Actual;
}

/** What a policy would have cost, given the evidence. */
export interface Outcome {
  /** Of all losses together. The range comes from how long this trace's own restarts took. */
  silenceMs: { best: number; low: number; high: number };
  worstMs: number;
  restarts: number;
  /** Of these, on a path that worked, or that mended by itself before the restart could have helped. */
  inVain: number;
  /** Losses of which the sign that the policy waits for had not come when they were ended: it costs at least this. */
  uncertain: number;
}

export type Judgement = { enough: true; outcome: Outcome } | { enough: false; why: Lack };
export type Lack = 'losses' | 'recovery' | 'signs';

/** From fewer nothing should be concluded. */
export const leastLosses = 3;
export const leastRecoveries = 2;

/** Of all these together; what lies in several of them counts once. */
export function evidenceOf(views: TraceView[]): Evidence {
  const distinct = distinctViews(views);
  const found = distinct.map(view => {
    const losses = pathLosses(view);
    return { losses, alarms: falseAlarms(view, losses) };
  });
  const losses = found.flatMap(each => each.losses);
  return {
    traces: distinct.length,
    losses,
    alarms: found.flatMap(({ alarms }) => alarms),
    recovery: recoveryOf(distinct),
    actual: whatWasDone(distinct, losses),
  };
}

/** What the policy would have cost, or what is missing to tell. */
export function judge(policy: Policy, evidence: Evidence): Judgement {
  const { losses, alarms, recovery } = evidence;
  if (losses.length < leastLosses) return { enough: false, why: 'losses' };
  if (!recovery || recovery.restarts < leastRecoveries) return { enough: false, why: 'recovery' };
  const outcome = outcomeOf(policy, losses, alarms, recovery);
  if (losses.length - outcome.uncertain < leastLosses) return { enough: false, why: 'signs' };
  return { enough: true, outcome };
}

export function outcomeOf(
  policy: Policy,
  losses: PathLoss[],
  alarms: FalseAlarm[],
  recovery: Recovery,
): Outcome {
  const outcome: Outcome = {
    silenceMs: { best: 0, low: 0, high: 0 },
    worstMs: 0,
    restarts: 0,
    inVain: 0,
    uncertain: 0,
  };
  for (const loss of losses) add(outcome, policy, loss, recovery);
  const raised = alarms.filter(alarm => raisedBy(policy, alarm)).length;
  outcome.restarts += raised;
  outcome.inVain += raised;
  return outcome;
}

function add(outcome: Outcome, policy: Policy, loss: PathLoss, recovery: Recovery): void {
  const acts = actsOn(policy, loss);
  const asked = acts === 'never' ? null : acts.at;
  const best = silenceOf(loss, asked, recovery.medianMs);
  outcome.silenceMs.best += best;
  outcome.silenceMs.low += silenceOf(loss, asked, recovery.leastMs);
  outcome.silenceMs.high += silenceOf(loss, asked, recovery.mostMs);
  outcome.worstMs = Math.max(outcome.worstMs, best);
  if (acts === 'never') return;
  outcome.restarts++;
  if (!acts.certain) outcome.uncertain++;
  const helped = loss.endedBy !== 'itself' || acts.at + recovery.medianMs < loss.backAt!;
  if (!helped) outcome.inVain++;
}

/** Asked at `asked`, media is back when the restart is done, or when the path mended by itself before that. */
function silenceOf({ from, backAt, endedBy }: PathLoss, asked: number | null, recoveryMs: number): number {
  const mended = endedBy === 'itself' ? backAt! : Number.POSITIVE_INFINITY;
  const restarted = asked === null ? Number.POSITIVE_INFINITY : asked + recoveryMs;
  return Math.max(0, Math.min(mended, restarted) - from);
}

function raisedBy(policy: Policy, alarm: FalseAlarm): boolean {
  if (policy.on !== alarm.sign) return false;
  return policy.on !== 'disconnected' || alarm.lastedMs > policy.afterMs;
}
