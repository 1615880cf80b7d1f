import { describe, expect, it } from 'vitest';
import { Activity } from '../../../trace/activity.ts';
import type { StreamView } from '../../../trace/view.ts';
import { gapOf } from '../../fixture/restart.ts';
import { Plot } from '../plot.ts';
import { flowingWithin, fullRate, halfHeight, sampleFlow } from './flow.ts';

const shown = { from: 0, to: 10_000 };
const plot = new Plot(0, 1_000, shown, 0);

/** So many packets a second between readings that far apart, from 0 on. */
function activityOf(rates: number[], everyMs: number): Activity {
  const activity = new Activity();
  let packets = 0;
  activity.note(0, packets);
  rates.forEach((rate, i) => {
    packets += (rate * everyMs) / 1000;
    activity.note((i + 1) * everyMs, packets);
  });
  return activity;
}

/** Read once a second, 50 packets a second, silent from 4,200 to 6,700. */
function stream(fields: Partial<StreamView> = {}): StreamView {
  const rates = [50, 50, 50, 50, 10, 0, 15, 50, 50];
  return {
    key: 'in-1',
    direction: 'inbound',
    kind: 'audio',
    mid: '0',
    ssrc: 1,
    from: 0,
    activity: activityOf(rates, 1_000),
    gaps: [gapOf({ from: 4_200, durationMs: 2_500 })],
    idle: [],
    silentSince: null,
    ...fields,
  };
}

describe('flowingWithin', () => {
  it('cuts the gaps out, and ends with the last reading', () => {
    expect(flowingWithin(stream(), shown)).toEqual([
      { from: 0, to: 4_200 },
      { from: 6_700, to: 9_000 },
    ]);
  });
  it('cuts out when the stream had nothing to send', () => {
    const idle = [{ from: 8_000, to: 8_500 }];
    expect(flowingWithin(stream({ idle }), shown).map(({ from }) => from)).toEqual([0, 6_700, 8_500]);
  });
  it('ends where a silence began that lasts', () => {
    expect(flowingWithin(stream({ silentSince: 8_200 }), shown).at(-1)).toEqual({ from: 6_700, to: 8_200 });
  });
  it('looks at what is shown only', () => {
    expect(flowingWithin(stream(), { from: 5_000, to: 6_000 })).toEqual([]);
    expect(flowingWithin(stream(), { from: 1_000, to: 2_000 })).toEqual([{ from: 1_000, to: 2_000 }]);
  });
});

describe('sampleFlow', () => {
  it('is as high at the edge of a gap as before it: readings that reach into the gap do not count', () => {
    const { activity } = stream();
    const before = sampleFlow(activity, { from: 0, to: 4_200 }, plot);
    expect(new Set(before.rates)).toEqual(new Set([50]));
    expect(before.xs.at(-1)).toBeCloseTo(420);
    const after = sampleFlow(activity, { from: 6_700, to: 9_000 }, plot);
    expect(new Set(after.rates)).toEqual(new Set([50]));
  });
  it('takes no more samples than pixels, however many readings there are', () => {
    const activity = activityOf(
      Array.from({ length: 100_000 }, (_, i) => i % 7),
      0.1,
    );
    expect(sampleFlow(activity, shown, plot).xs.length).toBeLessThan(600);
  });
});

it('draws what is usual at full height, so that a burst does not flatten the rest', () => {
  const rates = [...Array.from({ length: 99 }, () => 50), 5_000];
  const full = fullRate([{ xs: [], rates }]);
  expect(full).toBe(50);
  expect(halfHeight(5_000, full, 32)).toBe(16);
  expect(halfHeight(0, full, 32)).toBeLessThan(1);
});
