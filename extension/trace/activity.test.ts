import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Activity } from './activity.ts';

it('tells many rates at once as it tells each of them alone', () => {
  const readings = fc.array(fc.tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 30 })), {
    maxLength: 60,
  });
  const time = fc.integer({ min: -500, max: 20_000 });
  fc.assert(
    fc.property(
      readings,
      fc.array(time),
      time,
      time,
      fc.integer({ max: 2_000, min: 1 }),
      (all, at, a, b, width) => {
        const activity = new Activity();
        let [t, packets] = [0, 0];
        for (const [ms, more] of all) {
          t += ms;
          packets += more;
          activity.note(t, packets);
        }
        const times = at.toSorted((one, other) => one - other);
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const alone = times.flatMap(each => activity.ratesWithin(from, to, [each], width));
        expect(activity.ratesWithin(from, to, times, width)).toEqual(alone);
      },
    ),
  );
});
