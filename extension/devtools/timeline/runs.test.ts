import { expect, it } from 'vitest';
import { Plot } from './plot.ts';
import { runsOf } from './runs.ts';

const plot = new Plot(100, 200, { from: 0, to: 1000 }, 0);

it('takes only what is within the plot, cut at its edges', () => {
  const segments = [
    { from: -500, to: -100, value: 'before' },
    { from: -100, to: 300, value: 'a' },
    { from: 300, to: null, value: 'b' },
    { from: 2000, to: null, value: 'after' },
  ];
  const runs = runsOf(segments, plot, 600);
  expect(runs.map(({ x1, x2, value }) => [x1, x2, value])).toEqual([
    [100, 130, 'a'],
    [130, 160, 'b'],
  ]);
});

it('joins what shares a pixel, and shows the highest rank of it', () => {
  const segments = [
    { from: 0, to: 500, value: 0 },
    { from: 500, to: 503, value: 1 },
    { from: 503, to: 506, value: 9 },
    { from: 506, to: 508, value: 2 },
    { from: 508, to: 1000, value: 0 },
  ];
  const runs = runsOf(segments, plot, 1000, value => value);
  expect(runs.map(({ value, count }) => [value, count])).toEqual([
    [0, 1],
    [9, 3],
    [0, 1],
  ]);
});

it('draws no more runs than twice the pixels, however many segments there are', () => {
  const segments = Array.from({ length: 100_000 }, (_, i) => ({
    from: i / 100,
    to: (i + 1) / 100,
    value: i,
  }));
  expect(runsOf(segments, plot, 1000).length).toBeLessThanOrEqual(200);
});
