import { bisectRight, cumsum } from 'd3-array';
import type { Frames } from './page/frames.ts';

/** What one frame may take at 60 frames a second. */
export const frameMs = 1000 / 60;
/** A frame that comes half a frame late is seen to be missing. */
const lateMs = frameMs * 1.5;
const firstMs = 1_000;

export interface Measured {
  name: string;
  /** As it is printed. */
  value: string;
  /** Missing where there is none. */
  goal?: { text: string; met: boolean };
}

export function openingTime(ms: number, goalMs: number): Measured {
  return {
    name: 'read, checked, folded and drawn',
    value: seconds(ms),
    goal: { text: `≤ ${seconds(goalMs)}`, met: ms <= goalMs },
  };
}

/**
 * At 60 frames a second: nearly all frames in time, and the work for them within their budget. The first second is
 * told apart: the browser is still compiling what it has just loaded.
 */
export function smoothness(name: string, all: Frames): Measured[] {
  const first = bisectRight(cumsum(all.intervals), firstMs);
  const [intervals, work] = [all.intervals.slice(first), all.work.slice(first)];
  const late = lateIn(intervals) / intervals.length;
  const perSecond = (1000 * intervals.length) / intervals.reduce((sum, interval) => sum + interval, 0);
  const busiest = quantile(work, 0.95);
  return [
    {
      name: `${name}: late frames of the first second`,
      value: `${lateIn(all.intervals.slice(0, first))} of ${first}`,
    },
    {
      name: `${name}: frames a second`,
      value: perSecond.toFixed(1),
      goal: { text: '≥ 58', met: perSecond >= 58 },
    },
    {
      name: `${name}: frames that came late`,
      value: `${(100 * late).toFixed(1)} %`,
      goal: { text: '≤ 2 %', met: late <= 0.02 },
    },
    {
      name: `${name}: work for a frame, median and p95`,
      value: `${quantile(work, 0.5).toFixed(1)} and ${busiest.toFixed(1)} ms`,
      goal: { text: `≤ ${frameMs.toFixed(1)} ms`, met: busiest <= frameMs },
    },
  ];
}

const lateIn = (intervals: number[]) => intervals.filter(interval => interval > lateMs).length;

export function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;

export const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(0)} MB`;

export function table(rows: Measured[]): string {
  const lines = rows.map(({ name, value, goal }) => [
    name,
    value,
    goal?.text ?? '',
    goal ? (goal.met ? 'met' : 'MISSED') : '',
  ]);
  const widths = [0, 1, 2, 3].map(column => Math.max(...lines.map(line => line[column]!.length)));
  return lines.map(line => line.map((cell, i) => cell.padEnd(widths[i]!)).join('  ')).join('\n');
}
