import { expect, it } from 'vitest';
import { rowWindow, scrollTopFor } from './row-window.ts';

it('draws what is seen and a little around it', () => {
  expect(rowWindow(1000, 24, 0, 240)).toEqual({ first: 0, end: 18 });
  expect(rowWindow(1000, 24, 2400, 240)).toEqual({ first: 92, end: 118 });
  expect(rowWindow(1000, 24, 23_760, 240)).toEqual({ first: 982, end: 1000 });
  expect(rowWindow(3, 24, 0, 240)).toEqual({ first: 0, end: 3 });
  expect(rowWindow(0, 24, 500, 240)).toEqual({ first: 0, end: 0 });
});

it('scrolls no further than needed', () => {
  expect(scrollTopFor(5, 24, 0, 240)).toBe(0);
  expect(scrollTopFor(20, 24, 0, 240)).toBe(264);
  expect(scrollTopFor(2, 24, 240, 240)).toBe(48);
});
