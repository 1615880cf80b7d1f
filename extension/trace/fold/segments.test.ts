import { expect, it } from 'vitest';
import { heldWithin } from './segments.ts';

const segments = [
  { from: 0, to: 10, value: 'new' },
  { from: 10, to: 20, value: 'failed' },
  { from: 20, to: 30, value: 'new' },
  { from: 30, to: null, value: 'failed' },
];

it.each([
  [0, 9, false],
  [5, 10, true],
  [12, 13, true],
  [20, 25, true],
  [21, 29, false],
  [21, 30, true],
  [90, 95, true],
])('says whether a value held between %i and %i, the ends included: %s', (from, to, held) => {
  expect(heldWithin(segments, from, to, value => value === 'failed')).toBe(held);
});
