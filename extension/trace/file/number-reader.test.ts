import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NumberReader } from './number-reader.ts';

const reader = new NumberReader();
const read = (text: string) => {
  const end = reader.read(new TextEncoder().encode(text), 0);
  return { end, value: reader.value };
};

it('reads times, counters and shares to the same double as JSON.parse', () => {
  const time = fc
    .tuple(
      fc.integer({ min: 2 ** 30, max: 4e12 }),
      fc.integer({ min: 0, max: 999_999 }),
      fc.integer({ min: 1, max: 6 }),
    )
    .map(([whole, part, places]) => `${whole}.${String(part).padStart(places, '0').slice(0, places)}`);
  const tie = fc
    .tuple(fc.integer({ min: 2 ** 30, max: 2 ** 42 }), fc.integer({ min: 1, max: 63 }))
    .map(([whole, part]) => `${whole}.${(part / 64).toFixed(6).slice(2)}`);
  const texts = fc.oneof(
    time,
    tie,
    fc.nat().map(String),
    fc.maxSafeNat().map(String),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(value => JSON.stringify(value)),
    fc.double({ min: -1e6, max: 1e6, noNaN: true }).map(value => JSON.stringify(value)),
  );
  fc.assert(
    fc.property(texts, text => {
      const { end, value } = read(`${text},`);
      if (end !== -1) expect([end, value]).toEqual([text.length, JSON.parse(text)]);
    }),
    { numRuns: 5_000 },
  );
});

it.each(['1795566820632.8901', '0', '-3', '0.0042', '12', '4582326720', '999999999999999', '-0'])(
  'takes %s',
  text => {
    expect(read(`${text}}`)).toEqual({ end: text.length, value: JSON.parse(text) });
  },
);

it.each(['', '-', '01', '.5', 'x', '1.', '1.x', '12345678901234567890', '1.12345678901234567'])(
  'leaves %j',
  text => {
    expect(read(text).end).toBe(-1);
  },
);
