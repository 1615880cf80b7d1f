/** The rows of a long table that are worth drawing. */
export interface RowWindow {
  first: number;
  /** The one after the last. */
  end: number;
}

/** Rows beyond the edges, so that scrolling does not show them arrive. */
const overscan = 8;

/** Which of `count` rows of one height can be seen in a table that is scrolled to `scrollTop`. */
export function rowWindow(count: number, rowHeight: number, scrollTop: number, height: number): RowWindow {
  const first = Math.max(0, Math.min(Math.floor(scrollTop / rowHeight) - overscan, count));
  const end = Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + overscan);
  return { first, end: Math.max(first, end) };
}

/** Where to scroll so that a row is seen whole, or `scrollTop` when it is already. */
export function scrollTopFor(row: number, rowHeight: number, scrollTop: number, height: number): number {
  const top = row * rowHeight;
  if (top < scrollTop) return top;
  return top + rowHeight > scrollTop + height ? top + rowHeight - height : scrollTop;
}
