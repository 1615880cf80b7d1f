/**
 * A reading of the statistics as a row of numbers, for a long trace is readings, and each is nearly like one before:
 * `[back, …differences]`. It is like the reading that stands in full `back` such readings ago (0: the newest one),
 * and each number in it, in the order in which that one's JSON has them, is more by the difference. Zeros at the end
 * are left out.
 */
export type ReadingRow = number[];

/** So far back a row may look; a reader need not keep more. */
export const farthestBack = 255;

/** The row of a reading that is like another in all but its numbers; `null` when it is not. */
export function rowOf(reading: object, like: object, back: number): ReadingRow | null {
  const row = [back];
  if (!appendDifferences(row, like, reading)) return null;
  while (row.length > 1 && row.at(-1) === 0) row.pop();
  return row;
}

/** Changes a reading into the one that a row upon it tells. */
export function withDifferences<T extends object>(reading: T, [, ...differences]: ReadingRow): T {
  let next = 0;
  const change = (part: Record<string, unknown>) => {
    for (const key of Object.keys(part)) {
      const value = part[key];
      if (typeof value === 'number') part[key] = value + (differences[next++] ?? 0);
      else if (typeof value === 'object' && value !== null) change(value as Record<string, unknown>);
    }
  };
  change(reading as Record<string, unknown>);
  return reading;
}

function appendDifferences(row: ReadingRow, from: unknown, to: unknown): boolean {
  if (typeof from === 'number' && typeof to === 'number') {
    const by = difference(from, to);
    row.push(by);
    return from + by === to && Number.isFinite(by);
  }
  if (typeof from !== 'object' || typeof to !== 'object' || from === null || to === null) return from === to;
  if (Array.isArray(from) && Array.isArray(to)) {
    return from.length === to.length && from.every((part, i) => appendDifferences(row, part, to[i]));
  }
  const keys = Object.keys(from);
  const others = Object.keys(to);
  return (
    keys.length === others.length &&
    keys.every(
      (key, i) =>
        key === others[i] &&
        appendDifferences(row, (from as Record<string, unknown>)[key], (to as Record<string, unknown>)[key]),
    )
  );
}

/** Of times four places are enough to come to the very same double: at the size of an epoch they stand 2^-12 apart. */
const places = 1e4;

/** What to add to `from` to come to `to`, in as few digits as it takes. */
function difference(from: number, to: number): number {
  const whole = to - from;
  const rounded = Math.round(whole * places) / places;
  return from + rounded === to ? rounded : whole;
}
