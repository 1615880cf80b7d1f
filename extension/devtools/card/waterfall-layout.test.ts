import { expect, it } from 'vitest';
import { restartOf } from '../fixture/restart.ts';
import { waterfallOf } from './waterfall-layout.ts';

it('puts the phases on one axis, from the last packet until media is back', () => {
  const rows = waterfallOf(restartOf({ gaps: [] }), 10_000);
  expect(rows.map(({ label, took }) => [label, took])).toEqual([
    ['Noticed', '5,000 ms'],
    ['Signalled', '80 ms'],
    ['Checked', '120 ms'],
    ['Resumed', '12 ms'],
  ]);
  expect(rows[0]!.from).toBe(0);
  const last = rows.at(-1)!;
  expect(last.from + last.share).toBeCloseTo(1);
});

it('lets a phase grow that goes on', () => {
  const phases = [{ name: 'signal' as const, from: 6_000, to: null }];
  const [row] = waterfallOf(restartOf({ outcome: 'pending', settledAt: null, phases, gaps: [] }), 7_000);
  expect(row).toMatchObject({ label: 'Signalled…', took: '1,000 ms', share: 1 });
});

it('says what was never finished', () => {
  const phases = [{ name: 'check' as const, from: 6_000, to: null }];
  const [row] = waterfallOf(restartOf({ outcome: 'failed', settledAt: 21_000, phases, gaps: [] }), 30_000);
  expect(row).toMatchObject({ label: 'Checked', took: '15.00 s, unfinished' });
});
