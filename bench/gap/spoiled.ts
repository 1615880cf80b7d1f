import type { TrialOutcome } from './outcome.ts';
import type { Pause } from './pause.ts';

/** Sound comes every 20 ms, so a longer pause is the machine's: too busy to run browsers and path on time. */
const hiccupMs = 150;
/** Later pauses belong to no trial. */
const aftermathMs = 3_000;

/**
 * The longest pause of sound that the trial did not make, in milliseconds, where it is long enough to pass for
 * a cut; else `null`. Judged by the arrivals alone, whatever IceScope made of them.
 */
export function spoiledBy({ plan, cutAt, streams }: TrialOutcome): number | null {
  const since = cutAt - plan.calmMs;
  const until = cutAt + Math.max(plan.cutMs, plan.restartAtMs) + aftermathMs;
  const meant = plan.kind === 'make-before-break' ? null : cutAt + plan.cutMs / 2;
  const hiccups = streams
    .filter(({ stream }) => stream.media === 'audio')
    .flatMap(({ arrivals }) => pauses(arrivals.captured ?? arrivals.recorded, meant))
    .filter(({ from }) => from >= since && from <= until)
    .map(({ durationMs }) => durationMs);
  const longest = Math.max(0, ...hiccups);
  return longest >= hiccupMs ? longest : null;
}

/** All but the one that was meant. */
function pauses(times: readonly number[], meant: number | null): Pause[] {
  return times.slice(1).flatMap((to, i) => {
    const from = times[i] as number;
    const isMeant = meant !== null && from <= meant && to > meant;
    return isMeant ? [] : [{ from, to, durationMs: to - from }];
  });
}
