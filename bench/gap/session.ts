import type { Capture } from '../../test/harness/capture.ts';
import type { BrowserName } from '../../tools/browsers.ts';
import { type Driven, launch } from './browsers.ts';
import { sleep } from './clock.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import { type Failure, type Measurement, measure } from './measure.ts';
import { MeasuredCall } from './measured-call.ts';
import type { TrialOutcome } from './outcome.ts';
import { describePlan, type TrialPlan } from './plan.ts';
import { spoiledBy } from './spoiled.ts';
import { type Asked, runTrial, type TrialRun } from './trial.ts';

/** All that was learned in one browser. */
export interface Session {
  browser: BrowserName;
  version: string;
  measured: WithEvidence<Measurement>[];
  failed: WithEvidence<Failure>[];
  /** What looking cost; not known of kept trials. */
  asked: { idle: Asked; busy: Asked } | null;
  /** Trials carried out anew because the machine was too busy. */
  repeated: number;
}

export type WithEvidence<T> = T & { evidence: Evidence | null };

const settleMs = 6_000;
const idleMs = 20_000;
const mostAttempts = 3;

/** With what the trials are carried out. */
export interface Means {
  capture: Capture | null;
  /** Keeps the raw data of a trial. */
  keep: (outcome: TrialOutcome) => void;
}

/** Runs the trials in one browser, telling of each. A trial that breaks down has failed for every stream. */
export async function runSession(
  browser: BrowserName,
  plans: TrialPlan[],
  { capture, keep }: Means,
): Promise<Session> {
  const driven = await launch(browser);
  try {
    const version = await driven.browser.version();
    const busy = { calls: 0, overMs: 0 };
    let call = await MeasuredCall.open(driven);
    const idle = await askedWhileIdle(call);
    const session: Session = {
      browser,
      version,
      measured: [],
      failed: [],
      asked: { idle, busy },
      repeated: 0,
    };
    for (const plan of plans) {
      const run = await runOne(session, call, plan, capture);
      if (run) {
        keep(run.outcome);
        busy.calls += run.busy.calls;
        busy.overMs += run.busy.overMs;
      } else {
        call = await reopened(driven, call);
      }
    }
    await call.close();
    return session;
  } finally {
    await driven.close();
  }
}

/** `null` where the trial broke down. */
async function runOne(
  session: Session,
  call: MeasuredCall,
  plan: TrialPlan,
  capture: Capture | null,
): Promise<TrialRun | null> {
  const title = `${session.browser} ${plan.number}: ${describePlan(plan)}`;
  try {
    const run = await runUnspoiled(session, call, plan, capture);
    console.log(`${title} → ${judge(session, run.outcome)}`);
    for (const error of run.errors) console.log(`  the page: ${error}`);
    return run;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const nothing = { truth: null, gap: null, evidence: null };
    session.failed.push(...call.streams.map(stream => ({ plan, stream, reason, ...nothing })));
    console.log(`${title} → broke down: ${reason}`);
    return null;
  }
}

/** Repeats a trial that the machine spoiled, and takes the last attempt as it is. */
async function runUnspoiled(
  session: Session,
  call: MeasuredCall,
  plan: TrialPlan,
  capture: Capture | null,
): Promise<TrialRun> {
  for (let attempt = 1; ; attempt++) {
    const run = await runTrial(call, plan, capture);
    const pauseMs = spoiledBy(run.outcome);
    if (pauseMs === null || attempt === mostAttempts) return run;
    session.repeated += 1;
    console.log(
      `  the busy machine paused all sound for ${Math.round(pauseMs)} ms: trial ${plan.number} once more`,
    );
  }
}

/** Adds what came of a trial to the session, and answers it in a line. */
export function judge(session: Session, outcome: TrialOutcome): string {
  const { measured, failed } = measure(outcome);
  session.measured.push(...measured.map(each => ({ ...each, evidence: evidenceOf(outcome, each) })));
  session.failed.push(...failed.map(each => ({ ...each, evidence: evidenceOf(outcome, each) })));
  return verdict(measured, failed);
}

function verdict(measured: Measurement[], failed: Failure[]): string {
  const each = measured.map(({ stream, gap, truth, holds }) => {
    const figures = `${gap.durationMs.toFixed(1)} of ${truth.durationMs.toFixed(1)} ms`;
    return `${stream.receiver[0]} ${stream.media} ${figures}${holds ? '' : ' OUTSIDE ITS BRACKET'}`;
  });
  const missing = failed.map(
    ({ stream, reason }) => `${stream.receiver[0]} ${stream.media} FAILED: ${reason}`,
  );
  return [...each, ...missing].join(', ');
}

/** Whatever went wrong must not spoil the trials that follow. */
async function reopened(driven: Driven, call: MeasuredCall): Promise<MeasuredCall> {
  await call.close();
  return MeasuredCall.open(driven);
}

/** Calls of `getStats` while media flows and nothing happens. */
async function askedWhileIdle(call: MeasuredCall): Promise<Asked> {
  await sleep(settleMs);
  const before = await call.getStatsCalls();
  await sleep(idleMs);
  return { calls: (await call.getStatsCalls()) - before, overMs: idleMs };
}
