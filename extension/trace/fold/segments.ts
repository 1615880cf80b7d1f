import type { Segment } from '../view.ts';

/** Ends the last segment at `t` and begins another, unless nothing changed. */
export function advance<T>(segments: Segment<T>[], t: number, value: T): void {
  const last = segments.at(-1);
  if (last && last.to === null) {
    if (last.value === value) return;
    last.to = t;
  }
  segments.push({ from: t, to: null, value });
}

export function end<T>(segments: Segment<T>[], t: number): void {
  const last = segments.at(-1);
  if (last && last.to === null) last.to = t;
}

/** The value now, or at the end. */
export function current<T>(segments: Segment<T>[]): T | undefined {
  return segments.at(-1)?.value;
}

/** The value that held at `t`: a change at `t` itself does not count yet. */
export function valueBefore<T>(segments: Segment<T>[], t: number): T | undefined {
  for (let i = segments.length - 1; i >= 0; i--) {
    if (segments[i]!.from < t) return segments[i]!.value;
  }
  return undefined;
}

/** Whether a value that `is` so held at some time within [from, to]. A long call has thousands; the newest are asked. */
export function heldWithin<T>(
  segments: Segment<T>[],
  from: number,
  to: number,
  is: (value: T) => boolean,
): boolean {
  for (let i = segments.length - 1; i >= 0; i--) {
    const { from: since, to: until, value } = segments[i]!;
    if (since <= to && (until ?? to) >= from && is(value)) return true;
    // Those before it ended when it began, or sooner.
    if (since < from) return false;
  }
  return false;
}
