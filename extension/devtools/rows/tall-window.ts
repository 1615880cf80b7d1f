import { rowWindow } from './row-window.ts';

/** Higher elements the browsers cut off: Firefox at 17.8 million pixels. */
const highestPx = 12_000_000;

export interface TallWindow {
  first: number;
  /** The one after the last. */
  end: number;
  /** Where the first row's top lies in the content. */
  offset: number;
  contentHeight: number;
}

/** Pixels of rows for each pixel that is scrolled: above 1 where the rows are higher than an element can be. */
function stretchOf(count: number, rowHeight: number, height: number): number {
  const room = Math.min(count * rowHeight, highestPx) - height;
  return room <= 0 ? 1 : Math.max(1, (count * rowHeight - height) / room);
}

/** Which rows to draw, and where, of a list that may be higher than an element can be. */
export function tallWindow(count: number, rowHeight: number, scrollTop: number, height: number): TallWindow {
  const top = scrollTop * stretchOf(count, rowHeight, height);
  const { first, end } = rowWindow(count, rowHeight, top, height);
  return {
    first,
    end,
    offset: scrollTop - top + first * rowHeight,
    contentHeight: Math.min(count * rowHeight, highestPx),
  };
}

/** Where to scroll so that a row is seen whole; `start`: a little below the top. */
export function scrollTopForRow(
  row: number,
  count: number,
  rowHeight: number,
  { scrollTop, clientHeight }: { scrollTop: number; clientHeight: number },
  block: 'nearest' | 'start',
): number {
  const stretch = stretchOf(count, rowHeight, clientHeight);
  const top = row * rowHeight;
  const seen = scrollTop * stretch;
  if (block === 'start') return Math.max(0, top - 2 * rowHeight) / stretch;
  if (top < seen) return top / stretch;
  return top + rowHeight > seen + clientHeight ? (top + rowHeight - clientHeight) / stretch : scrollTop;
}
