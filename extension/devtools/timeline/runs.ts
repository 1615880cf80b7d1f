import { bisector } from 'd3-array';
import type { Segment } from '../../trace/view.ts';
import type { Plot } from './plot.ts';

/** One or several segments drawn as one. */
export interface Run<T> {
  x1: number;
  x2: number;
  from: number;
  to: number;
  value: T;
  /** The index of its first segment. */
  index: number;
  /** How many segments it stands for: several, when they are too narrow for one each. */
  count: number;
}

/** What is narrower cannot be told from its neighbours. */
const leastPixels = 3;

const byStart = bisector((segment: Segment<unknown>) => segment.from);

/**
 * The segments within the plot, in order. Those too narrow to be told apart are joined to a run that
 * shows the value of the highest rank, so that a failure does not vanish when one looks from far away.
 */
export function runsOf<T>(
  segments: Segment<T>[],
  plot: Plot,
  until: number,
  rank: (value: T) => number = () => 0,
): Run<T>[] {
  const runs: Run<T>[] = [];
  for (let i = Math.max(0, byStart.right(segments, plot.range.from) - 1); i < segments.length; i++) {
    const { from, to: end, value } = segments[i]!;
    const to = end ?? Math.max(until, from);
    if (from > plot.range.to) break;
    if (to < plot.range.from) continue;
    const x2 = plot.clampedX(to);
    const last = runs.at(-1);
    if (last && x2 - last.x1 < leastPixels) {
      last.x2 = x2;
      last.to = to;
      last.count++;
      if (rank(value) > rank(last.value)) last.value = value;
    } else {
      runs.push({ x1: plot.clampedX(from), x2, from, to, value, index: i, count: 1 });
    }
  }
  return runs;
}
