import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isPolluted, odd, places, planted, runs } from '../../../test/fuzz/mutations.ts';
import { oneOfEach } from '../../../test/fuzz/real-events.ts';
import type { TraceEvent } from './events.ts';
import { InvalidTrace, validEvent } from './validate.ts';

/** What comes of anything: a valid event, or `null` where it was refused as it should be. */
function judged(value: unknown): TraceEvent | null {
  try {
    return validEvent(value, 'event');
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidTrace);
    expect((error as Error).message.length).toBeLessThan(2_000);
    return null;
  }
}

function expectSound(value: unknown): void {
  const event = judged(value);
  if (event) expect(judged(event)).toEqual(event);
  expect(isPolluted()).toBe(false);
}

it('takes or refuses whatever has become of a real event', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...oneOfEach),
      fc.array(fc.tuple(places, odd), { maxLength: 3 }),
      (event, all) => expectSound(all.reduce<unknown>((value, [at, put]) => planted(value, at, put), event)),
    ),
    runs(3_000),
  );
});

it('takes or refuses anything at all', () => {
  const kinds = fc.constantFrom(...oneOfEach.map(({ type }) => type), '__proto__', 'toString');
  fc.assert(
    fc.property(
      fc.anything({ withBigInt: true, withDate: true, withMap: true, withTypedArray: true }),
      expectSound,
    ),
    runs(3_000),
  );
  fc.assert(
    fc.property(kinds, fc.object(), (type, rest) => expectSound({ ...rest, type })),
    runs(3_000),
  );
});

it('is not led into the depth of a value, nor to its end', () => {
  const state = oneOfEach.find(({ type }) => type === 'state')!;
  let deep: unknown = {};
  for (let i = 0; i < 100_000; i++) deep = [deep];
  const long = 'x'.repeat(5_000_000);
  for (const value of [deep, long, Array(1_000_000).fill(deep)]) {
    for (const key of Object.keys(state)) expect(judged({ ...state, [key]: value })).toBeNull();
    expect(judged({ ...state, beside: value })).toEqual(state);
  }
});

it('lets no event grow beyond what its schema bounds', () => {
  const sample = oneOfEach.find(event => event.type === 'sample')!;
  expect(judged({ ...sample, inbound: Array(300).fill(sample.inbound[0]) })).toBeNull();
  expect(judged({ ...sample, transports: Array(65).fill(sample.transports[0]) })).toBeNull();
});
