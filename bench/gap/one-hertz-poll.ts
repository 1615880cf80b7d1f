import type { Pause } from './pause.ts';

/** What somebody reading `packetsReceived` once a second would have said of a gap. */
export interface PollVerdict {
  /** Zero when no reading stood still. */
  durationMs: number;
  missed: boolean;
}

const intervalMs = 1_000;

/**
 * A poll of the packet counter at `phase` and every second before and after. A gap shows where the counter
 * stands still from one reading to a later one. Its true length lies between that span and two seconds more,
 * so the poll is given the best that can be made of it: the middle, one second more than the span.
 */
export function pollOnceASecond(arrivals: readonly number[], gap: Pause, phase: number): PollVerdict {
  const first = Math.floor((gap.from - phase) / intervalMs) - 1;
  const last = Math.ceil((gap.to - phase) / intervalMs) + 1;
  let stillMs = 0;
  let longestMs = 0;
  for (let k = first; k < last; k++) {
    const from = phase + k * intervalMs;
    const to = from + intervalMs;
    const stands = countUntil(arrivals, from) === countUntil(arrivals, to);
    stillMs = stands && from < gap.to && to > gap.from ? stillMs + intervalMs : 0;
    longestMs = Math.max(longestMs, stillMs);
  }
  if (longestMs === 0) return { durationMs: 0, missed: true };
  return { durationMs: longestMs + intervalMs, missed: false };
}

function countUntil(arrivals: readonly number[], t: number): number {
  const next = arrivals.findIndex(time => time > t);
  return next === -1 ? arrivals.length : next;
}
