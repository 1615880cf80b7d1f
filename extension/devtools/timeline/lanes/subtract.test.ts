import { expect, it } from 'vitest';
import { subtract } from './subtract.ts';

it('cuts ranges out of segments', () => {
  const segments = [
    { from: 0, to: 10, value: 'a' },
    { from: 10, to: null, value: 'b' },
  ];
  const ranges = [
    { from: 4, to: 6 },
    { from: 9, to: 12 },
  ];
  expect(subtract(segments, ranges, 20)).toEqual([
    { from: 0, to: 4, value: 'a' },
    { from: 6, to: 9, value: 'a' },
    { from: 12, to: 20, value: 'b' },
  ]);
});

it('leaves alone what no range touches, lasting or not', () => {
  const segments = [{ from: 10, to: null, value: 'b' }];
  expect(subtract(segments, [{ from: 0, to: 10 }], 20)).toEqual(segments);
});
