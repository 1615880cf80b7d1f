import type { TrialOutcome } from './outcome.ts';

/** Sound comes every 20 ms, so a longer pause is the machine's: too busy to run browsers and path on time. */
const hiccupMs = 100;

/**
 * The longest pause of sound that the trial did not make, in milliseconds, where it is long enough to pass for
 * a cut; else `null`. Judged by the arrivals alone, whatever IceScope made of them.
 */
export function spoiledBy({ plan, cutAt, streams }: TrialOutcome): number | null {
  const since = cutAt - plan.calmMs;
  const meant = plan.kind === 'make-before-break' ? null : cutAt + plan.cutMs / 2;
  const pauses = streams
    .filter(({ stream }) => stream.media === 'audio')
    .flatMap(({ arrivals }) => pausesSince(arrivals.captured ?? arrivals.recorded, since, meant));
  const longest = Math.max(0, ...pauses);
  return longest >= hiccupMs ? longest : null;
}

function pausesSince(times: readonly number[], since: number, meant: number | null): number[] {
  return times.slice(1).flatMap((to, i) => {
    const from = times[i] as number;
    const isMeant = meant !== null && from <= meant && to > meant;
    return from < since || isMeant ? [] : [to - from];
  });
}
