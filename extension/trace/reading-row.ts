/**
 * A reading of the statistics as a row of numbers, for a long trace is readings, and each is nearly like one before:
 * `[back, …differences]`. It is like the reading that stands in full `back` such readings ago (0: the newest one),
 * and each number in it, in the order in which that one's JSON has them, is more by the difference. Times have run on
 * together: of the first one the difference is told, of those behind it how much more or less they differ. Zeros at
 * the end are left out.
 */
export type ReadingRow = number[];

/** So far back a row may look; a reader need not keep more. */
export const farthestBack = 255;

/** Whether a number of a reading in full is a time, in epoch milliseconds: from the year 2001 on. */
export const isTime = (number: number) => number >= 1e12;

/** The row of a reading that is like another in all but its numbers; `null` when it is not. */
export function rowOf(reading: object, like: object, back: number): ReadingRow | null {
  const row = [back];
  const clock = new Clock();
  if (!appendDifferences(row, like, reading, clock)) return null;
  while (row.length > 1 && row.at(-1) === 0) row.pop();
  return row;
}

/** Changes a reading into the one that a row upon it tells. */
export function withDifferences<T extends object>(reading: T, [, ...differences]: ReadingRow): T {
  const clock = new Clock();
  let next = 0;
  const change = (part: Record<string, unknown>) => {
    for (const key of Object.keys(part)) {
      const value = part[key];
      if (typeof value === 'number') part[key] = clock.after(value, differences[next++] ?? 0);
      else if (typeof value === 'object' && value !== null) change(value as Record<string, unknown>);
    }
  };
  change(reading as Record<string, unknown>);
  return reading;
}

/** How far the times of a reading have run on together. */
class Clock {
  #ran: number | null = null;

  /** What a number becomes by the difference that is told of it. */
  after(from: number, told: number): number {
    if (!isTime(from)) return from + told;
    if (this.#ran !== null) return from + (this.#ran + told);
    this.#ran = told;
    return from + told;
  }

  /** What is to be told of a number for it to become another, in as few digits as it takes. */
  tell(from: number, to: number): number {
    const ran = isTime(from) ? (this.#ran ?? 0) : 0;
    const whole = to - from - ran;
    const rounded = Math.round(whole * places) / places;
    return from + (ran + rounded) === to ? rounded : whole;
  }
}

/** Of times four places are enough to come to the very same double: at the size of an epoch they stand 2^-12 apart. */
const places = 1e4;

function appendDifferences(row: ReadingRow, from: unknown, to: unknown, clock: Clock): boolean {
  if (typeof from === 'number' && typeof to === 'number') {
    const told = clock.tell(from, to);
    row.push(told);
    return clock.after(from, told) === to && Number.isFinite(told);
  }
  if (typeof from !== 'object' || typeof to !== 'object' || from === null || to === null) return from === to;
  if (Array.isArray(from) && Array.isArray(to)) {
    return from.length === to.length && from.every((part, i) => appendDifferences(row, part, to[i], clock));
  }
  const keys = Object.keys(from);
  const others = Object.keys(to);
  return (
    keys.length === others.length &&
    keys.every(
      (key, i) =>
        key === others[i] &&
        appendDifferences(
          row,
          (from as Record<string, unknown>)[key],
          (to as Record<string, unknown>)[key],
          clock,
        ),
    )
  );
}
