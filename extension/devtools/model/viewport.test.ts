import { describe, expect, it } from 'vitest';
import { panned, rangeOf, revealing, type Viewport, wholeOf, zoomed } from './viewport.ts';

const extent = { from: 0, to: 100_000 };

describe('rangeOf', () => {
  const follow: Viewport = { follow: true, spanMs: 30_000 };
  it('fills from the left while the trace is young', () => {
    expect(rangeOf(follow, { from: 0, to: 5_000 })).toEqual({ from: 0, to: 30_000 });
  });
  it('then moves on, with the newest moment near the right edge', () => {
    expect(rangeOf(follow, extent)).toEqual({ from: 70_900, to: 100_900 });
  });
  it('moves without a jump from the one to the other', () => {
    const before = rangeOf(follow, { from: 0, to: 29_099 });
    const after = rangeOf(follow, { from: 0, to: 29_101 });
    expect(after.to - before.to).toBeLessThan(2.1);
  });
});

describe('zoomed', () => {
  it('keeps the moment under the pointer', () => {
    expect(zoomed({ from: 10_000, to: 20_000 }, 12_500, 0.5, extent)).toEqual({ from: 11_250, to: 16_250 });
  });
  it('stops where single milliseconds show', () => {
    const range = zoomed({ from: 10_000, to: 10_012 }, 10_006, 0.1, extent);
    expect(range.to - range.from).toBeCloseTo(10);
  });
  it('stops where all is seen', () => {
    const range = zoomed({ from: 0, to: 90_000 }, 50_000, 100, extent);
    expect(range.to - range.from).toBeLessThan(130_000);
  });
});

it('pans no further than half of the window beyond what there is', () => {
  expect(panned({ from: 0, to: 10_000 }, -50_000, extent).from).toBe(-5_000);
  expect(panned({ from: 0, to: 10_000 }, 500_000, extent).from).toBe(95_000);
  expect(panned({ from: 0, to: 10_000 }, 3_000, extent)).toEqual({ from: 3_000, to: 13_000 });
});

describe('revealing', () => {
  const range = { from: 0, to: 10_000 };
  it('leaves alone what is well visible', () => {
    expect(revealing(range, { from: 2_000, to: 5_000 })).toBe(range);
  });
  it('comes closer to what is too small to see, and goes to what is elsewhere', () => {
    expect(revealing(range, { from: 2_000, to: 2_100 })).toEqual({ from: 1_500, to: 2_600 });
    expect(revealing(range, { from: 50_000, to: 60_000 })).toEqual({ from: 46_500, to: 63_500 });
  });
});

it('shows everything with a little room', () => {
  const whole = wholeOf(extent);
  expect(whole.from).toBeLessThan(0);
  expect(whole.to).toBeGreaterThan(100_000);
});
