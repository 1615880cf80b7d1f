import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RowNumbers } from './row-numbers.ts';

const row = new RowNumbers();
/** The numbers of a row of that text, and where it ends; `null` where that is left to others. */
const read = (text: string) =>
  row.read(new TextEncoder().encode(text), 1)
    ? { end: row.end, values: [...row.values.subarray(0, row.length)] }
    : null;

it('reads differences to the same doubles as JSON.parse', () => {
  const times = fc
    .tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 9_999 }))
    .map(([whole, part]) => `${whole}.${String(part).padStart(4, '0')}`);
  const texts = fc.oneof(
    { weight: 20, arbitrary: times },
    fc.integer().map(String),
    fc.maxSafeNat().map(String),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(value => JSON.stringify(value)),
    fc.double({ min: -1e6, max: 1e6, noNaN: true }).map(value => JSON.stringify(value)),
  );
  fc.assert(
    fc.property(fc.array(texts, { minLength: 1, maxLength: 4 }), numbers => {
      const text = `[${numbers}]`;
      const told = read(`${text},[`);
      if (told) expect(told).toEqual({ end: text.length, values: JSON.parse(text) });
    }),
    { numRuns: 5_000 },
  );
});

it.each(['1032.2998', '0', '-3', '0.0042', '-0.5', '999999999', '999999999.123456', '-0', '1,-2,0.25'])(
  'takes %s',
  numbers => {
    const text = `[${numbers}]`;
    expect(read(text)).toEqual({ end: text.length, values: JSON.parse(text) });
  },
);

it.each([
  ...[
    '',
    '-',
    '01',
    '.5',
    'x',
    '1.',
    '1.x',
    '1234567890',
    '1.1234567',
    '1e3',
    '1 ',
    ' 1',
    '+1',
    '1,',
    '1,,2',
  ],
  ...['1,"2"', '1,[2', 'null', '1,2 ,3'],
])('leaves %j', numbers => {
  expect(read(`[${numbers}],`)).toBeNull();
});

it.each(['[12', '[12,', '[12,-', '[12.', '[12.5', '['])('leaves %j, which may go on', text => {
  expect(read(text)).toBeNull();
});

it('leaves a row of more numbers than any reading has', () => {
  expect(read(`[${Array(1_024).fill(7)}]`)?.values).toHaveLength(1_024);
  expect(read(`[${Array(1_025).fill(7)}]`)).toBeNull();
});
