import { expect, it } from 'vitest';
import { ticksOf } from './axis.ts';
import { Plot } from './plot.ts';

const labels = (from: number, to: number, width = 1000) =>
  ticksOf(new Plot(0, width, { from: 5_000 + from, to: 5_000 + to }, 5_000)).map(tick => tick.label);

it('counts from the start of the trace', () => {
  expect(labels(38_000, 52_000)).toEqual(['38 s', '40 s', '42 s', '44 s', '46 s', '48 s', '50 s', '52 s']);
});

it('steps as clocks do', () => {
  expect(labels(0, 120_000)).toEqual([
    '0:00',
    '0:15',
    '0:30',
    '0:45',
    '1:00',
    '1:15',
    '1:30',
    '1:45',
    '2:00',
  ]);
});

it('shows single milliseconds when one looks closely', () => {
  expect(labels(1_000, 1_010)).toContain('1.005 s');
});

it('has fewer ticks where there is less room', () => {
  expect(labels(0, 60_000, 220).length).toBeLessThanOrEqual(4);
});
