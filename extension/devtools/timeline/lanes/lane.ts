import { clock } from '../../text/clock.ts';
import { duration } from '../../text/duration.ts';
import type { Plot } from '../plot.ts';
import type { Sheet } from '../sheet.ts';
import type { RestartGaps, VisibleRestart } from '../visible-restarts.ts';
import type { Said } from './said.ts';

/** One row of the timeline. */
export interface Lane {
  id: string;
  label: string;
  /** In smaller letters under the label, or ''. */
  detail: string;
  height: number;
  /** What it is remembered by when it is folded; its id where that is not said. */
  foldId?: string;
  /** What holds in it at `t`, given that what lasts has lasted until `until`. */
  saysAt?(t: number, until: number): Said | null;
  draw(area: LaneArea): void;
}

/** Where a lane is drawn, and what it may draw on. */
export interface LaneArea {
  sheet: Sheet;
  plot: Plot;
  top: number;
  height: number;
  /** When what lasts was last known to last. */
  until: number;
  restarts: VisibleRestart[];
  /** What the restarts cost each stream on the network, by its SSRC. */
  restartGaps: RestartGaps;
}

export const laneHeights = { bar: 28, twoLines: 30, ticks: 28, stream: 40 } as const;

/** `41.277 s – 46.390 s · 5,113 ms` */
export function span(plot: Plot, from: number, to: number): string {
  return `${moment(plot, from)} – ${moment(plot, to)} · ${duration(to - from)}`;
}

export function moment(plot: Plot, t: number): string {
  return clock(t - plot.origin, 1);
}
