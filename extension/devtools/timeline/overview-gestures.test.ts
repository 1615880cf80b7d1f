import { expect, it } from 'vitest';
import { draggedTo, gripAt } from './overview-gestures.ts';
import { Plot } from './plot.ts';

const plot = new Plot(0, 1_000, { from: 0, to: 100_000 }, 0);
const range = { from: 20_000, to: 40_000 };

it('takes hold of an edge, of the window, or of neither', () => {
  expect(gripAt(plot, range, 197)).toBe('from');
  expect(gripAt(plot, range, 404)).toBe('to');
  expect(gripAt(plot, range, 300)).toBe('window');
  expect(gripAt(plot, range, 700)).toBe('outside');
});

it('moves, resizes and draws the window', () => {
  expect(draggedTo(plot, range, 'window', 300, 350)).toEqual({ from: 25_000, to: 45_000 });
  expect(draggedTo(plot, range, 'from', 200, 100)).toEqual({ from: 10_000, to: 40_000 });
  expect(draggedTo(plot, range, 'outside', 900, 700)).toEqual({ from: 70_000, to: 90_000 });
});

it('stays a window when one edge is drawn past the other', () => {
  expect(draggedTo(plot, range, 'to', 400, 100)).toEqual({ from: 10_000, to: 20_000 });
  expect(draggedTo(plot, range, 'to', 400, 200)).toEqual({ from: 20_000, to: 20_001 });
});
