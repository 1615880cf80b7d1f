import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Recent } from './recent.ts';

it('remembers two minutes of readings, in their order', () => {
  const steps = fc.array(fc.oneof(fc.nat(5_000), fc.nat(200_000)), { maxLength: 200 });
  fc.assert(
    fc.property(steps, fc.nat(300_000), fc.nat(300_000), (distances, back, long) => {
      const recent = new Recent(() => ({ at: 0, value: 0 }));
      let expected: { at: number; value: number }[] = [];
      let at = 0;
      distances.forEach((distance, value) => {
        at += distance;
        recent.next(at).value = value;
        expected = [...expected, { at, value }].filter(each => at - each.at <= 120_000);
        expect(recent.newest).toEqual({ at, value });
      });
      expect(recent.all()).toEqual(expected);
      const [from, to] = [at - back, at - back + long];
      expect(recent.oldest).toEqual(expected[0]);
      expect(recent.latestUntil(from)).toEqual(expected.findLast(each => each.at <= from));
      expect(recent.earliestFrom(from)).toEqual(expected.find(each => each.at >= from));
      expect(recent.within(from, to)).toEqual(expected.filter(each => each.at > from && each.at <= to));
    }),
  );
});

it('is empty at first', () => {
  const recent = new Recent(() => ({ at: 0 }));
  expect([recent.newest, recent.oldest, recent.latestUntil(1), recent.earliestFrom(0)]).toEqual([
    ...Array(4).fill(undefined),
  ]);
  expect([recent.all(), recent.within(0, 1)]).toEqual([[], []]);
});
