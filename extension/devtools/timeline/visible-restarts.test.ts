import { expect, it } from 'vitest';
import { gapOf, restartOf } from '../fixture/restart.ts';
import { visibleRestarts } from './visible-restarts.ts';

/** Every 10 s one, each after a silence of 1 s. */
const restarts = Array.from({ length: 1_000 }, (_, i) => {
  const requestedAt = i * 10_000;
  return restartOf({
    id: `c/${i + 1}`,
    requestedAt,
    settledAt: requestedAt + 200,
    phases: [{ name: 'detect', from: requestedAt - 1_000, to: requestedAt }],
    gaps: [gapOf({ from: requestedAt - 1_000, durationMs: 1_300 })],
  });
});

const numbers = (from: number, to: number) =>
  visibleRestarts(restarts, { from, to }, 10_000_000).map(({ number }) => number);

it('finds those of which something is shown', () => {
  expect(numbers(50_500, 75_000)).toEqual([7, 8]);
  expect(numbers(50_250, 58_000)).toEqual([6]);
});

it('finds one that was asked for later than all that is shown, by the silence before', () => {
  expect(numbers(52_000, 59_500)).toEqual([7]);
});

it('finds none between them', () => {
  expect(numbers(52_000, 57_000)).toEqual([]);
});
