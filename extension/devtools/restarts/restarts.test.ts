import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Restart } from '../../trace/schema/trace.ts';
import { gapOf, restartOf } from '../fixture/restart.ts';
import { arranged, asTheyCame } from './arrange.ts';
import { columns } from './columns.ts';
import { distributionOf, statisticsOf } from './statistics.ts';

const silent = (durationMs: number, fields: Partial<Restart> = {}) =>
  restartOf({ id: `c/${durationMs}`, gaps: [gapOf({ durationMs })], ...fields });
const restarts = [
  silent(900, { outcome: 'failed' }),
  silent(200, { trigger: 'forced' }),
  restartOf({ gaps: [], outcome: 'pending', settledAt: null }),
  silent(5_000),
];
const numbers = (change: Partial<typeof asTheyCame>) =>
  arranged(restarts, { ...asTheyCame, ...change }).map(({ number }) => number);

it('sorts by what was measured, and puts last what was not, either way', () => {
  expect(numbers({ sortBy: 'gap' })).toEqual([2, 1, 4, 3]);
  expect(numbers({ sortBy: 'gap', descending: true })).toEqual([4, 1, 2, 3]);
  expect(numbers({ sortBy: 'outcome' })).toEqual([2, 4, 1, 3]);
});

it('filters by outcome and by what the row says', () => {
  expect(numbers({ outcome: 'failed' })).toEqual([1]);
  expect(numbers({ text: 'icescope completed' })).toEqual([2]);
  expect(numbers({ text: 'no such thing' })).toEqual([]);
});

it('keeps every row, whatever it is sorted by', () => {
  const anyColumn = fc.constantFrom(...columns.map(({ key }) => key));
  fc.assert(
    fc.property(fc.array(fc.nat(9_000)), anyColumn, fc.boolean(), (gaps, sortBy, descending) => {
      const rows = arranged(
        gaps.map(ms => silent(ms)),
        { ...asTheyCame, sortBy, descending },
      );
      expect(rows.map(({ number }) => number).sort((a, b) => a - b)).toEqual(gaps.map((_, i) => i + 1));
    }),
  );
});

it('tells median, 95th percentile and worst of what was measured', () => {
  const hundred = Array.from({ length: 101 }, (_, i) => silent(i * 10));
  expect(statisticsOf(hundred).gap).toEqual({ count: 101, medianMs: 500, p95Ms: 950, worstMs: 1_000 });
  expect(statisticsOf(restarts).took).toEqual({ count: 2, medianMs: 212, p95Ms: 212, worstMs: 212 });
  expect(statisticsOf([]).gap).toBeNull();
});

it('distributes the silences over ranges without a hole', () => {
  expect(distributionOf([silent(0), silent(19), silent(20), silent(150)])).toEqual([
    { label: 'below 20 ms', count: 2 },
    { label: '20 ms – 50 ms', count: 1 },
    { label: '50 ms – 100 ms', count: 0 },
    { label: '100 ms – 200 ms', count: 1 },
  ]);
  expect(distributionOf([silent(90_000)])).toEqual([{ label: '60 s and more', count: 1 }]);
  expect(distributionOf([])).toEqual([]);
});
