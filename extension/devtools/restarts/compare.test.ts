import { expect, it } from 'vitest';
import { gapOf, restartOf } from '../fixture/restart.ts';
import { compareRestarts, differenceText } from './compare.ts';

const first = restartOf();
/** The same, an hour later, noticed after 1 s in place of 5. */
const hour = 3_600_000;
const second = restartOf({
  requestedAt: hour + 2_000,
  settledAt: hour + 2_212,
  phases: [
    { name: 'detect', from: hour + 1_000, to: hour + 2_000 },
    { name: 'signal', from: hour + 2_000, to: hour + 2_080 },
  ],
  gaps: [gapOf({ from: hour + 1_000, durationMs: 1_113 })],
});

it('lays both on an axis from their own requests, however far apart they were', () => {
  const { axis, lanes } = compareRestarts(first, second, hour * 2);
  expect(axis).toEqual({ fromMs: -5_000, toMs: 212 });
  const detect = lanes.find(({ label }) => label === 'Noticed')!;
  expect(detect.stretches).toEqual([
    { fromMs: -5_000, toMs: 0 },
    { fromMs: -1_000, toMs: 0 },
  ]);
  expect(detect.differenceMs).toBe(-4_000);
});

it('has a lane where only one of them has something, and none where neither has', () => {
  const { lanes } = compareRestarts(first, second, hour * 2);
  expect(lanes.map(({ label }) => label)).toEqual(['Noticed', 'Signalled', 'Checked', 'Resumed', 'Audio in']);
  expect(lanes.find(({ label }) => label === 'Resumed')).toMatchObject({
    stretches: [{ fromMs: 200, toMs: 212 }, null],
    differenceMs: null,
  });
  expect(lanes.find(({ label }) => label === 'Audio in')!.differenceMs).toBe(-4_000);
});

it('says a difference with its sign', () => {
  expect([1_204, -12, 0.2].map(differenceText)).toEqual(['+1,204 ms', '−12 ms', 'the same']);
});
