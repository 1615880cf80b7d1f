import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { TraceEvent } from '../../trace/schema/events.ts';
import { firstAfter, SlicedFilter } from './sliced-filter.ts';

const eventAt = (t: number, frameId = 'f'): TraceEvent => ({
  seq: t,
  t,
  frameId,
  connectionId: null,
  type: 'online',
  online: t % 2 === 0,
});

/** Everything that was put off runs when it is told to; the clock moves on with every look at it. */
function slowFilter() {
  const waiting: (() => void)[] = [];
  let clock = 0;
  const filter = new SlicedFilter({ later: callback => waiting.push(callback), elapsed: () => (clock += 4) });
  const runAll = () => {
    let slices = 0;
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      next();
      slices++;
    }
    return slices;
  };
  const times = () => filter.state.value.rows.map(({ t }) => t);
  return { filter, runAll, times };
}

it('works in slices, and says how far it is', () => {
  const { filter, runAll, times } = slowFilter();
  const many = Array.from({ length: 5_000 }, (_, t) => eventAt(t));
  filter.take([many]);
  const { scanned, total } = filter.state.value;
  expect(scanned).toBeLessThan(total);
  expect(runAll()).toBeGreaterThan(3);
  expect(times()).toHaveLength(5_000);
});

it('begins anew when the filter changes in the middle of a slice', () => {
  const { filter, runAll, times } = slowFilter();
  filter.take([Array.from({ length: 5_000 }, (_, t) => eventAt(t))]);
  filter.filter(event => event.t >= 4_998);
  runAll();
  expect(times()).toEqual([4_998, 4_999]);
});

it('forgets what belonged to a trace that was cleared', () => {
  const { filter, runAll, times } = slowFilter();
  filter.take([[eventAt(1)]]);
  filter.take([[eventAt(7)]]);
  runAll();
  expect(times()).toEqual([7]);
});

it('shows the frames’ events in order of time, however their lists grow', () => {
  const times = fc.array(fc.integer({ min: 0, max: 1_000 }), { maxLength: 40 });
  fc.assert(
    fc.property(times, times, fc.array(fc.nat(40), { maxLength: 6 }), (a, b, cuts) => {
      const { filter, runAll, times } = slowFilter();
      const whole = [a, b].map((list, i) => list.toSorted((x, y) => x - y).map(t => eventAt(t, `f${i}`)));
      const growing: TraceEvent[][] = [[], []];
      for (const cut of [...cuts, 40]) {
        growing[cut % 2]!.push(...whole[cut % 2]!.slice(growing[cut % 2]!.length, cut));
        filter.take(growing);
        runAll();
      }
      growing.forEach((list, i) => void list.push(...whole[i]!.slice(list.length)));
      filter.take(growing);
      runAll();
      expect(times()).toEqual([...a, ...b].sort((x, y) => x - y));
    }),
  );
});

it('finds the place of a moment', () => {
  const rows = [1, 3, 3, 8].map(t => eventAt(t));
  expect([0, 1, 3, 9].map(t => firstAfter(rows, t))).toEqual([0, 1, 3, 4]);
});
