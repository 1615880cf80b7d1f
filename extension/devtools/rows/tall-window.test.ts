import fc from 'fast-check';
import { expect, it } from 'vitest';
import { scrollTopForRow, tallWindow } from './tall-window.ts';

const rowHeight = 20;
const height = 400;

it('places the rows of a short list where they are', () => {
  expect(tallWindow(10, rowHeight, 0, height)).toEqual({ first: 0, end: 10, offset: 0, contentHeight: 200 });
});

it('reaches the last of two million rows, in an element that browsers can lay out', () => {
  const count = 2_000_000;
  const { contentHeight } = tallWindow(count, rowHeight, 0, height);
  expect(contentHeight).toBeLessThan(17_800_000);
  const last = tallWindow(count, rowHeight, contentHeight - height, height);
  expect(last.end).toBe(count);
});

it('shows every row that is revealed, in lists of any length', () => {
  const list = fc
    .integer({ min: 1, max: 3_000_000 })
    .chain(count =>
      fc.tuple(fc.constant(count), fc.nat(count - 1), fc.double({ min: 0, max: 1, noNaN: true })),
    );
  fc.assert(
    fc.property(list, fc.constantFrom('nearest' as const, 'start' as const), ([count, row, at], block) => {
      const { contentHeight } = tallWindow(count, rowHeight, 0, height);
      const furthest = Math.max(0, contentHeight - height);
      const element = { scrollTop: at * furthest, clientHeight: height };
      const scrollTop = Math.min(scrollTopForRow(row, count, rowHeight, element, block), furthest);
      const { first, offset } = tallWindow(count, rowHeight, scrollTop, height);
      const top = offset + (row - first) * rowHeight - scrollTop;
      expect(top).toBeGreaterThanOrEqual(-0.01);
      expect(top + rowHeight).toBeLessThanOrEqual(height + 0.01);
    }),
  );
});
