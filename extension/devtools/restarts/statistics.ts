import { bin, max, median, quantile } from 'd3-array';
import type { Restart } from '../../trace/schema/trace.ts';
import { worstGapOf } from '../model/restart-gaps.ts';
import { duration } from '../text/duration.ts';
import { tookOf } from './columns.ts';

/** Of so many figures, in milliseconds. */
export interface Spread {
  count: number;
  medianMs: number;
  p95Ms: number;
  worstMs: number;
}

export interface Statistics {
  /** The longest silence of each restart that has one measured. */
  gap: Spread | null;
  /** From the request to the outcome, of those that were completed. */
  took: Spread | null;
}

const gapsOf = (restarts: readonly Restart[]) =>
  restarts.map(restart => worstGapOf(restart)?.durationMs).filter(ms => ms !== undefined);

export function statisticsOf(restarts: readonly Restart[]): Statistics {
  const completed = restarts.filter(({ outcome }) => outcome === 'completed');
  return {
    gap: spreadOf(gapsOf(restarts)),
    took: spreadOf(completed.map(tookOf).filter(ms => ms !== null)),
  };
}

function spreadOf(values: number[]): Spread | null {
  if (values.length === 0) return null;
  return {
    count: values.length,
    medianMs: median(values)!,
    p95Ms: quantile(values, 0.95)!,
    worstMs: max(values)!,
  };
}

/** So many restarts whose longest silence lay in this range. */
export interface Bin {
  label: string;
  count: number;
}

/** The same ranges in every trace, so that two distributions can be compared at a glance. */
const thresholds = [20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 60_000];

/** How the silences are distributed, over every range from the first that occurs to the last. */
export function distributionOf(restarts: readonly Restart[]): Bin[] {
  const domain: [number, number] = [0, Number.MAX_VALUE];
  const bins = bin().domain(domain).thresholds(thresholds)(gapsOf(restarts));
  const labelled = bins.map(({ x0, length }, i) => ({ label: labelOf(x0!, thresholds[i]), count: length }));
  const first = labelled.findIndex(({ count }) => count > 0);
  const last = labelled.findLastIndex(({ count }) => count > 0);
  return first < 0 ? [] : labelled.slice(first, last + 1);
}

function labelOf(from: number, to: number | undefined): string {
  if (to === undefined) return `${short(from)} and more`;
  return from === 0 ? `below ${short(to)}` : `${short(from)} – ${short(to)}`;
}

const short = (ms: number) => (ms < 1_000 ? duration(ms) : `${ms / 1_000} s`);
