import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NumberReader } from './number-reader.ts';

const reader = new NumberReader();
const read = (text: string) => {
  const value = reader.read(new TextEncoder().encode(text), 0);
  return { end: reader.end, value };
};

it('reads differences to the same double as JSON.parse', () => {
  const times = fc
    .tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 9_999 }))
    .map(([whole, part]) => `${whole}.${String(part).padStart(4, '0')}`);
  const texts = fc.oneof(
    times,
    fc.integer().map(String),
    fc.maxSafeNat().map(String),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(value => JSON.stringify(value)),
    fc.double({ min: -1e6, max: 1e6, noNaN: true }).map(value => JSON.stringify(value)),
  );
  fc.assert(
    fc.property(texts, text => {
      const { end, value } = read(`${text},`);
      if (!Number.isNaN(value)) expect([end, value]).toEqual([text.length, JSON.parse(text)]);
    }),
    { numRuns: 5_000 },
  );
});

it.each(['1032.2998', '0', '-3', '0.0042', '-0.5', '999999999', '999999999.123456', '-0'])(
  'takes %s',
  text => {
    expect(read(`${text}]`)).toEqual({ end: text.length, value: JSON.parse(text) });
  },
);

it.each(['', '-', '01', '.5', 'x', '1.', '1.x', '1234567890', '1.1234567', '1e3', '1 '])(
  'leaves %j',
  text => {
    expect(read(`${text},`).value).toBeNaN();
  },
);

it('leaves what may go on beyond the bytes', () => {
  expect(read('12').value).toBeNaN();
});
