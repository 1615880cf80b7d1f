import type { Pause } from './pause.ts';
import { median, share } from './statistics.ts';

/** What the browser counted of a stream by the newest packet it knew of. Epoch milliseconds. */
export interface Counted {
  packets: number;
  newestAt: number;
}

/** How far the browser's clock and the capture's may be apart. */
const clockMs = 3;
/** Counts are compared only where arrivals are at least this far from the newest packet known. */
const clearMs = 8;
const leastCounts = 5;
const agreement = 0.7;

/**
 * How many packets reached the browser's port first after the gap and were never counted by it: while ICE
 * switches its transports, Firefox throws away what comes over the new one too soon. The gap ends with the
 * first packet that the browser took. Only a lasting difference counts: single readings are off by one often.
 */
export function discardedAfter(gap: Pause, arrivals: readonly number[], counted: readonly Counted[]): number {
  const before = offsets(
    arrivals,
    counted.filter(({ newestAt }) => newestAt < gap.from + clockMs),
  );
  const after = offsets(
    arrivals,
    counted.filter(({ newestAt }) => newestAt > gap.to - clockMs),
  );
  const usualBefore = usual(before);
  // The first of them: a packet may be thrown away later as well, and then ends no gap.
  const usualAfter = usual(after.slice(0, leastCounts));
  if (usualBefore === null || usualAfter === null) return 0;
  return Math.max(0, usualBefore - usualAfter);
}

/** By how many the count exceeds the arrivals until then, where that is beyond doubt. */
function offsets(arrivals: readonly number[], counted: readonly Counted[]): number[] {
  return counted.flatMap(({ packets, newestAt }) => {
    const next = arrivals.findIndex(time => time > newestAt + clockMs);
    if (next <= 0) return [];
    const isClear =
      (arrivals[next] as number) - newestAt >= clearMs &&
      newestAt - (arrivals[next - 1] as number) <= clockMs;
    return isClear ? [packets - next] : [];
  });
}

/** The value that most agree on; `null` where they do not. */
function usual(values: number[]): number | null {
  const middle = median(values);
  if (middle === null || values.length < leastCounts) return null;
  return (share(values, value => value === middle) ?? 0) >= agreement ? middle : null;
}
