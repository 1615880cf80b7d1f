import { describe, expect, it } from 'vitest';
import { missedGoals } from './goals.ts';
import type { Failure, Measurement } from './measure.ts';
import type { TrialPlan } from './plan.ts';
import { type Results, summarise } from './summary.ts';
import { markdownTable } from './table.ts';

const plan: TrialPlan = {
  number: 1,
  kind: 'healed-before',
  visibility: 'visible',
  restarter: 'alice',
  cutMs: 1_000,
  mendAtMs: 1_000,
  restartAtMs: 1_200,
  calmMs: 5_000,
  pollPhaseMs: 0,
};

interface Figures {
  plan?: Partial<TrialPlan>;
  media?: 'audio' | 'video';
  trueMs?: number;
}

function measured(
  errorMs: number,
  fields: Figures & Omit<Partial<Measurement>, keyof Figures> = {},
): Measurement {
  const { media = 'audio', trueMs = 1_000, plan: planned, ...rest } = fields;
  return {
    plan: { ...plan, ...planned },
    stream: { receiver: 'bob', media, ssrc: 7 },
    gap: { durationMs: trueMs + errorMs },
    truth: { from: 0, to: trueMs, durationMs: trueMs, discarded: 0 },
    recordedMs: trueMs,
    errorMs,
    widthMs: 40,
    holds: true,
    poll: { durationMs: 0, missed: true },
    pollErrorMs: -trueMs,
    ...rest,
  } as Measurement;
}

const results = (all: Measurement[], failed: Failure[] = []): Results => ({
  browser: 'chromium',
  measured: all,
  failed,
});
const failure = { plan, stream: { receiver: 'bob', media: 'audio', ssrc: 7 } } as Failure;

describe('the summary', () => {
  it('has a row for each stream and kind, and for all, of the tabs that there were', () => {
    const rows = summarise(results([measured(-1), measured(3), measured(2, { media: 'video' })]));
    expect(rows.map(({ group, gaps, medianErrorMs }) => [group, gaps, medianErrorMs])).toEqual([
      ['visible, audio', 2, 2],
      ['visible, video', 1, 2],
      ['visible, healed before the restart', 3, 2],
      ['visible, all', 3, 2],
    ]);
    expect(rows[3]).toMatchObject({
      medianWidthMs: 40,
      bracketsTrue: 1,
      pollMedianErrorMs: 1_000,
      pollMissed: 3,
    });
  });

  it('keeps restarts without a break apart', () => {
    const unbroken = measured(0, { plan: { kind: 'make-before-break' }, trueMs: 0 });
    const rows = summarise(results([unbroken]));
    expect(rows.map(({ group, falseGaps }) => [group, falseGaps])).toEqual([['make before break', 0]]);
  });

  it('becomes a table', () => {
    const table = markdownTable(summarise(results([measured(-1)])));
    const [head, rule, first] = table.split('\n');
    expect(head).toMatch(/^\| Browser {2}\| Tab and trials/);
    expect(rule).toMatch(/^\| -+ \| -+ \| -+: \|/);
    expect(first).toContain('1.0 ms');
    expect(first).toContain('1.00 s');
  });
});

describe('the goals', () => {
  it('are met by exact figures', () => {
    expect(missedGoals(summarise(results([measured(1), measured(-2)])))).toEqual([]);
  });

  it('are missed by errors, wide and false brackets, and what was not told', () => {
    const missed = missedGoals(summarise(results([measured(30, { holds: false, widthMs: 90 })], [failure])));
    expect(missed).toEqual([
      'chromium, visible, all: 1 of 2 gaps were not told',
      'chromium, visible, all: 1 of 1 brackets do not hold the truth',
      'chromium, visible, all: the median error is 30.0 ms, more than 5 ms',
      'chromium, visible, all: the 95th percentile of the error is 30.0 ms, more than 20 ms',
      'chromium, visible, all: the median width of the brackets is 90.0 ms, more than 60 ms',
    ]);
  });

  it('ask of Firefox only that its brackets are true', () => {
    const all = { ...results([measured(30, { widthMs: 90 })]), browser: 'firefox' as const };
    expect(missedGoals(summarise(all))).toEqual([]);
  });

  it('are missed by a gap where none was', () => {
    const invented = measured(120, { plan: { kind: 'make-before-break' }, trueMs: 0 });
    expect(missedGoals(summarise(results([invented])))).toEqual([
      'chromium, make before break: 1 gaps were told where none was',
    ]);
  });
});
