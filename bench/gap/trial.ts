import type { Capture } from '../../test/harness/capture.ts';
import { epochNow, sleep, until } from './clock.ts';
import type { MeasuredCall } from './measured-call.ts';
import type { TrialOutcome } from './outcome.ts';
import type { TrialPlan } from './plan.ts';
import { isTold } from './told.ts';

/** Calls of `getStats` over a time, both connections together. */
export interface Asked {
  calls: number;
  overMs: number;
}

export interface TrialRun {
  outcome: TrialOutcome;
  /** From the cut until IceScope had told all. */
  busy: Asked;
  errors: string[];
}

/** How long media flows on after the restart before the trace is asked for. */
const afterwardsMs = 1_500;
const toldWithinMs = 15_000;
const restartWithinMs = 20_000;

/** Carries out one trial on a call whose media flows. */
export async function runTrial(
  call: MeasuredCall,
  plan: TrialPlan,
  capture: Capture | null,
): Promise<TrialRun> {
  await call.show(plan.visibility);
  await call.clear();
  await sleep(plan.calmMs);
  const callsBefore = await call.getStatsCalls();
  const cutAt = await disturb(call, plan);
  await call.flowing();
  call.breaker.mend();
  await sleep(afterwardsMs);
  const busy = { calls: (await call.getStatsCalls()) - callsBefore, overMs: epochNow() - cutAt };
  const trace = await traceOnceTold(call);
  const captured = capture?.collect(call.breaker.isBrowserPort) ?? null;
  const streams = call.streams.map(stream => ({
    stream,
    arrivals: {
      recorded: call.breaker.forwardTimes(stream.receiver === 'alice' ? 'bob' : 'alice', stream.ssrc),
      captured: captured && (captured.get(stream.ssrc) ?? []),
    },
  }));
  return { outcome: { plan, cutAt, trace, streams }, busy, errors: await call.takeErrors() };
}

/** Cuts, mends and restarts as planned; answers when it cut, or where it does not, when it began. */
async function disturb(call: MeasuredCall, plan: TrialPlan): Promise<number> {
  const { breaker } = call;
  const cutAt = epochNow();
  const restart = async () => {
    await until(cutAt + plan.restartAtMs);
    await Promise.race([call.restart(plan.restarter), sleep(restartWithinMs, undefined, { ref: false })]);
  };
  if (plan.kind === 'make-before-break') {
    await restart();
    return cutAt;
  }
  breaker.cut({ scope: plan.mendAtMs === null ? 'existing' : 'all' });
  const { mendAtMs } = plan;
  const mend = async () => {
    if (mendAtMs === null) return;
    await until(cutAt + mendAtMs);
    breaker.mend();
  };
  await Promise.all([mend(), restart()]);
  return cutAt;
}

/** The trace once it tells of every stream, or as it stands when that takes too long. */
async function traceOnceTold(call: MeasuredCall) {
  const deadline = epochNow() + toldWithinMs;
  for (;;) {
    const trace = await call.trace();
    if (isTold(trace, call.streams) || epochNow() > deadline) return trace;
    await sleep(500);
  }
}
