import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTrace } from '../file/read.ts';
import { createFold } from '../fold/fold.ts';
import type { TraceView } from '../view.ts';
import type { FalseAlarm } from './false-alarms.ts';
import { type PathLoss, pathLosses } from './path-loss.ts';
import type { Policy } from './policy.ts';
import { type Recovery, recoveryOf } from './recovery.ts';
import { evidenceOf, judge, outcomeOf } from './what-if.ts';

/** `share`: only the first events of it. */
function recorded(name: string, share = 1): TraceView {
  const file = new URL(`../../../test/traces/${name}.icescope.json`, import.meta.url);
  const fold = createFold();
  const { events } = readTrace(readFileSync(file, 'utf8'));
  for (const event of events.slice(0, events.length * share)) fold.apply(event);
  return fold.view;
}

const waitedForDisconnected = [
  'chromium-path-lost-restarted-on-disconnected',
  'firefox-path-lost-restarted-on-disconnected',
].map(name => recorded(name));
const actedAtOnce = [
  'chromium-path-lost-restarted-while-nobody-has-noticed',
  'firefox-path-lost-restarted-while-nobody-has-noticed',
].map(name => recorded(name));

describe('several traces', () => {
  it('count together, on how many it rests is told', () => {
    const [a, b] = waitedForDisconnected as [TraceView, TraceView];
    const both = evidenceOf([a, b]);
    expect(both.traces).toBe(2);
    expect(both.losses).toHaveLength(4);
    expect(both.actual.silenceMs).toBeCloseTo(
      evidenceOf([a]).actual.silenceMs + evidenceOf([b]).actual.silenceMs,
    );
    expect(judge({ on: 'failed' }, evidenceOf([a])).enough).toBe(false);
  });

  it('do not count a call twice that lies open twice, and judge it by the longer view', () => {
    const name = 'chromium-path-lost-restarted-on-disconnected';
    const whole = recorded(name);
    const earlier = recorded(name, 0.5);
    for (const views of [
      [whole, recorded(name)],
      [whole, earlier],
      [earlier, whole],
    ]) {
      expect(evidenceOf(views)).toEqual(evidenceOf([whole]));
    }
  });

  it('hold what an empty one lacks', () => {
    const [a] = waitedForDisconnected as [TraceView];
    expect(evidenceOf([createFold().view, a])).toEqual(evidenceOf([a]));
    expect(evidenceOf([])).toMatchObject({ traces: 0, losses: [] });
  });
});

describe('on recorded traces', () => {
  it('finds in what both sides saw one loss each, and what it could have been noticed by', () => {
    for (const view of waitedForDisconnected) {
      const losses = pathLosses(view);
      expect(losses.map(({ endedBy }) => endedBy)).toEqual(['restart', 'restart']);
      for (const { signs, from, untouchedUntil, backAt } of losses) {
        expect(signs.disconnected).toHaveLength(1);
        expect(signs.disconnected[0]!.from).toBeGreaterThan(from + 3_000);
        expect(signs.disconnected[0]!.to).toBeNull();
        expect(signs.failed).toBeNull();
        expect(backAt).toBeGreaterThan(untouchedUntil);
      }
    }
  });

  it('finds no sign where the application acted before there was one', () => {
    for (const view of actedAtOnce) {
      for (const { signs } of pathLosses(view)) {
        expect(signs).toEqual({ disconnected: [], failed: null, networkChange: null });
      }
    }
  });

  it('finds when ICE failed, in a loss whose end the trace does not hold', () => {
    const losses = pathLosses(recorded('chromium-path-lost-waited-for-failed'));
    expect(losses.length).toBeGreaterThan(0);
    for (const { signs, from, backAt } of losses) {
      expect(backAt).toBeNull();
      expect(signs.failed! - signs.disconnected[0]!.from).toBeGreaterThan(5_000);
      expect(signs.failed).toBeGreaterThan(from);
    }
  });

  it('costs, by the policy that the application had, what it did cost', () => {
    const [chromium] = waitedForDisconnected;
    const { losses, alarms, recovery, actual } = evidenceOf([chromium!]);
    const outcome = outcomeOf({ on: 'disconnected', afterMs: 0 }, losses, alarms, recovery!);
    // The page asked a few milliseconds after the state was told, and the far side when the offer reached it.
    expect(Math.abs(outcome.silenceMs.best - actual.silenceMs)).toBeLessThan(30);
    expect(outcome).toMatchObject({ restarts: 2, inVain: 0, uncertain: 0 });
  });

  it('would have saved most of it by acting on a stall', () => {
    const evidence = evidenceOf(waitedForDisconnected);
    const judged = judge({ on: 'stall', afterMs: 1_000 }, evidence);
    const { silenceMs } = judged.enough ? judged.outcome : expect.fail();
    expect(silenceMs.best).toBeLessThan(evidence.actual.silenceMs / 3);
  });

  it('says when the sign had not come in enough of them', () => {
    expect(judge({ on: 'failed' }, evidenceOf(waitedForDisconnected))).toEqual({
      enough: false,
      why: 'signs',
    });
  });

  it('concludes nothing from one loss, nor without a restart that brought media back', () => {
    const [one] = actedAtOnce;
    expect(judge({ on: 'stall', afterMs: 500 }, evidenceOf([one!]))).toEqual({
      enough: false,
      why: 'losses',
    });
    const lost = ['chromium', 'firefox'].map(each => recorded(`${each}-path-lost-for-good-checks-fail`));
    expect(judge({ on: 'stall', afterMs: 500 }, evidenceOf(lost))).toEqual({
      enough: false,
      why: 'recovery',
    });
  });

  it('takes the recovery time from the restarts that brought media back', () => {
    const recovery = recoveryOf(actedAtOnce)!;
    expect(recovery.restarts).toBe(4);
    expect(recovery.leastMs).toBeGreaterThan(0);
    expect(recovery.leastMs).toBeLessThanOrEqual(recovery.medianMs);
    expect(recovery.mostMs).toBeLessThan(1_000);
  });
});

const recovery: Recovery = { restarts: 5, leastMs: 100, medianMs: 200, mostMs: 400 };

const loss = fc
  .record({
    from: fc.integer({ min: 0, max: 1_000_000 }),
    lasted: fc.integer({ min: 200, max: 60_000 }),
    endedBy: fc.constantFrom('itself' as const, 'restart' as const, 'rebuild' as const),
    disconnectedAfter: fc.option(fc.integer({ min: 0, max: 60_000 })),
    failedAfter: fc.option(fc.integer({ min: 0, max: 60_000 })),
    networkAfter: fc.option(fc.integer({ min: -5_000, max: 60_000 })),
  })
  .map(({ from, lasted, endedBy, disconnectedAfter, failedAfter, networkAfter }): PathLoss => {
    const within = (after: number | null) => (after !== null && after <= lasted ? from + after : null);
    const disconnected = within(disconnectedAfter);
    return {
      connectionId: 'c',
      from,
      backAt: from + lasted + (endedBy === 'itself' ? 0 : 200),
      endedBy,
      untouchedUntil: from + lasted,
      signs: {
        disconnected:
          disconnected === null
            ? []
            : [{ from: disconnected, to: endedBy === 'itself' ? from + lasted : null }],
        failed: within(failedAfter),
        networkChange: within(networkAfter),
      },
    };
  });
const losses = fc.array(loss, { maxLength: 12 });
const after = fc.integer({ min: 0, max: 30_000 });
const policy = fc.oneof(
  fc.constantFrom<Policy>({ on: 'failed' }, { on: 'network-change' }),
  fc.record({ on: fc.constantFrom('disconnected' as const, 'stall' as const), afterMs: after }),
);

describe('whatever the losses', () => {
  const cost = (policy: Policy, all: PathLoss[], alarms: FalseAlarm[] = []) =>
    outcomeOf(policy, all, alarms, recovery);

  it('keeps its range around its estimate, and its restarts within what there was to restart for', () => {
    fc.assert(
      fc.property(policy, losses, (policy, all) => {
        const { silenceMs, restarts, inVain, uncertain, worstMs } = cost(policy, all);
        expect(silenceMs.low).toBeLessThanOrEqual(silenceMs.best);
        expect(silenceMs.best).toBeLessThanOrEqual(silenceMs.high);
        expect(worstMs).toBeLessThanOrEqual(silenceMs.best);
        expect(restarts).toBeLessThanOrEqual(all.length);
        expect(inVain + uncertain).toBeLessThanOrEqual(restarts);
      }),
    );
  });

  it.each(['disconnected', 'stall'] as const)(
    'waiting longer on %s never costs less silence nor more restarts',
    on => {
      fc.assert(
        fc.property(losses, after, after, (all, a, b) => {
          const sooner = cost({ on, afterMs: Math.min(a, b) }, all);
          const later = cost({ on, afterMs: Math.max(a, b) }, all);
          expect(later.silenceMs.best).toBeGreaterThanOrEqual(sooner.silenceMs.best);
          expect(later.restarts).toBeLessThanOrEqual(sooner.restarts);
        }),
      );
    },
  );

  it('never makes a loss that mended by itself last longer', () => {
    fc.assert(
      fc.property(policy, losses, (policy, all) => {
        const mended = all.filter(({ endedBy }) => endedBy === 'itself');
        const lasted = mended.reduce((sum, { from, backAt }) => sum + backAt! - from, 0);
        expect(cost(policy, mended).silenceMs.high).toBeLessThanOrEqual(lasted);
      }),
    );
  });

  it('adds up: the losses of two traces cost what they cost apart', () => {
    fc.assert(
      fc.property(policy, losses, losses, (policy, a, b) => {
        const [left, right, both] = [cost(policy, a), cost(policy, b), cost(policy, [...a, ...b])];
        expect(both.silenceMs.best).toBe(left.silenceMs.best + right.silenceMs.best);
        expect(both.inVain).toBe(left.inVain + right.inVain);
        expect(both.worstMs).toBe(Math.max(left.worstMs, right.worstMs));
      }),
    );
  });

  it('counts a false alarm as a restart in vain for those who listen to it long enough', () => {
    const alarms: FalseAlarm[] = [
      { connectionId: 'c', sign: 'disconnected', t: 0, lastedMs: 1_500 },
      { connectionId: 'c', sign: 'network-change', t: 0, lastedMs: 0 },
    ];
    expect(cost({ on: 'disconnected', afterMs: 1_000 }, [], alarms).inVain).toBe(1);
    expect(cost({ on: 'disconnected', afterMs: 2_000 }, [], alarms).inVain).toBe(0);
    expect(cost({ on: 'network-change' }, [], alarms).inVain).toBe(1);
    expect(cost({ on: 'failed' }, [], alarms).restarts).toBe(0);
  });
});
