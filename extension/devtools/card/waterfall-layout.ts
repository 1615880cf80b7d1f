import type { PhaseName, Restart } from '../../trace/schema/trace.ts';
import { rangeOfRestart } from '../model/restart-range.ts';
import { duration } from '../text/duration.ts';
import { phaseWords } from '../text/words.ts';

/** One phase's bar; its place on the axis is in shares of it, 0 to 1. */
export interface WaterfallRow {
  name: PhaseName;
  label: string;
  meaning: string;
  from: number;
  share: number;
  took: string;
}

/** The phases of a restart on one axis; they overlap, so they are bars and not a stack. */
export function waterfallOf(restart: Restart, now: number): WaterfallRow[] {
  const axis = rangeOfRestart(restart, now);
  const length = Math.max(axis.to - axis.from, 1);
  const settled = restart.settledAt !== null;
  return restart.phases.map(({ name, from, to }) => {
    // A phase that never ended lasted until the restart did.
    const end = to ?? restart.settledAt ?? Math.max(now, from);
    const words = phaseWords[name];
    return {
      name,
      label: to === null && !settled ? `${words.done}…` : words.done,
      meaning: words.meaning,
      from: (from - axis.from) / length,
      share: Math.max(0, end - from) / length,
      took: `${duration(Math.max(0, end - from))}${to === null && settled ? ', unfinished' : ''}`,
    };
  });
}
