import type { Restart } from '../../trace/schema/trace.ts';
import { mediaGapsOf } from './restart-gaps.ts';
import type { Range } from './viewport.ts';

/** When the path died, if that is why the restart was asked for; else when it was asked for. */
export function beginOf(restart: Restart): number {
  const detect = restart.phases[0];
  return detect?.name === 'detect' ? detect.from : restart.requestedAt;
}

/** When the restart's work was over: settled, and the last stream back. `now` while it goes on. */
export function workEndOf(restart: Restart, now: number): number {
  if (restart.settledAt === null) return Math.max(now, restart.requestedAt);
  const resume = restart.phases.find(phase => phase.name === 'resume');
  return Math.max(restart.settledAt, resume?.to ?? 0);
}

/** Everything that belongs to a restart, from the first silence to the last phase. */
export function rangeOfRestart(restart: Restart, now: number): Range {
  const gaps = mediaGapsOf(restart).filter(gap => gap.durationMs > 0);
  return {
    from: Math.min(beginOf(restart), ...gaps.map(gap => gap.from)),
    to: Math.max(workEndOf(restart, now), ...gaps.map(gap => gap.to)),
  };
}
