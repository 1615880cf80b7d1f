import { describe, expect, it } from 'vitest';
import type { Gap, Trace } from '../../extension/trace/schema/trace.ts';
import { measure } from './measure.ts';
import type { Stream } from './measured-call.ts';
import type { TrialOutcome } from './outcome.ts';
import type { TrialPlan } from './plan.ts';

const stream: Stream = { receiver: 'bob', media: 'audio', ssrc: 7 };
const plan: TrialPlan = {
  number: 1,
  kind: 'healed-after',
  visibility: 'visible',
  restarter: 'alice',
  cutMs: 1_500,
  mendAtMs: null,
  restartAtMs: 1_500,
  calmMs: 5_000,
  pollPhaseMs: 250,
};
const cutAt = 10_000;

/** Every 20 ms but for [10_000, 11_510). */
const arrivals = Array.from({ length: 1_000 }, (_, i) => i * 20).filter(
  time => time < 10_000 || time >= 11_510,
);

function gap(fields: Partial<Gap> = {}): Gap {
  return {
    direction: 'inbound',
    kind: 'audio',
    layer: 'network',
    mid: '0',
    ssrc: 7,
    from: 9_980,
    to: 11_521,
    durationMs: 1_541,
    lowMs: 1_500,
    highMs: 1_560,
    ...fields,
  };
}

function outcome(gaps: Gap[], fields: { plan?: Partial<TrialPlan>; restarts?: number } = {}): TrialOutcome {
  const sample = { type: 'sample', connectionId: 'B', t: 9_000, inbound: [{ ssrc: 7, packets: 0 }] };
  const restart = { connectionId: 'B', outcome: 'completed', gaps };
  const elsewhere = { connectionId: 'A', outcome: 'completed', gaps: [] };
  const restarts = [elsewhere, ...Array.from({ length: fields.restarts ?? 1 }, () => restart)];
  const trace = { events: [sample], restarts } as unknown as Trace;
  const streams = [{ stream, arrivals: { recorded: arrivals, captured: null } }];
  return { plan: { ...plan, ...fields.plan }, cutAt, trace, streams };
}

describe('measuring a trial', () => {
  it('compares what was told with the pause around the cut', () => {
    const { measured, failed } = measure(outcome([gap()]));
    expect(failed).toEqual([]);
    expect(measured).toHaveLength(1);
    expect(measured[0]).toMatchObject({ truth: { from: 9_980, to: 11_520, durationMs: 1_540 } });
    expect(measured[0]).toMatchObject({ errorMs: 1, widthMs: 60, holds: true });
  });

  it('says when the bracket does not hold the truth', () => {
    const [measured] = measure(outcome([gap({ lowMs: 1_541 })])).measured;
    expect(measured?.holds).toBe(false);
  });

  it('counts a gap or a restart that is not told as failed, and one too many', () => {
    expect(measure(outcome([])).failed[0]?.reason).toBe('the restart has no gap of this stream');
    expect(measure(outcome([gap({ layer: 'playout' })])).failed).toHaveLength(1);
    expect(measure(outcome([gap()], { restarts: 0 })).failed[0]?.reason).toBe('expected one restart, got 0');
    expect(measure(outcome([gap()], { restarts: 2 })).failed[0]?.reason).toBe('expected one restart, got 2');
  });

  it('does not take another gap for the one that was made', () => {
    const { failed } = measure(outcome([gap({ from: 5_000, to: 6_541 })]));
    expect(failed[0]?.reason).toBe('the gap told is another one, -4980 ms from the true one');
  });

  it('allows a gap that no reading fell into to lie anywhere within its bracket', () => {
    const { measured } = measure(outcome([gap({ from: 8_000, to: 9_541, highMs: 4_000 })]));
    expect(measured[0]?.errorMs).toBe(1);
  });

  it('expects nothing where nothing was cut, except of a pause that really was', () => {
    const unbroken: Partial<TrialPlan> = { kind: 'make-before-break', cutMs: 0 };
    const none = gap({ durationMs: 0, lowMs: 0, highMs: 90, from: 15_000, to: 15_000 });
    expect(measure(outcome([none], { plan: unbroken })).measured[0]).toMatchObject({
      truth: { durationMs: 0 },
      errorMs: 0,
      holds: true,
    });
    const real = measure(outcome([gap()], { plan: unbroken })).measured[0];
    expect(real?.truth.durationMs).toBe(1_540);
    const invented = gap({ from: 14_000, to: 14_200, durationMs: 200, lowMs: 150 });
    expect(measure(outcome([invented], { plan: unbroken })).measured[0]?.holds).toBe(false);
  });
});
