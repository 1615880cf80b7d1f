import { median } from 'd3-array';
import type { Gap, Restart } from '../../trace/schema/trace.ts';
import { worstGapOf } from '../model/restart-gaps.ts';

/** What a connection's restarts cost, in three figures. */
export interface Summary {
  restarts: number;
  /** The longest measured silence of all. */
  worst: Gap | null;
  /** Of the longest silence of each restart. */
  medianMs: number | null;
}

export function summaryOf(restarts: Restart[]): Summary {
  const gaps = restarts.map(worstGapOf).filter(gap => gap !== null);
  const worst = gaps.reduce<Gap | null>(
    (longest, gap) => (longest && longest.durationMs >= gap.durationMs ? longest : gap),
    null,
  );
  return { restarts: restarts.length, worst, medianMs: median(gaps, gap => gap.durationMs) ?? null };
}
