/** A stretch of one stream in which nothing arrived. Epoch milliseconds. */
export interface Pause {
  from: number;
  to: number;
  durationMs: number;
}

/**
 * The stretch without arrivals around `instant`: from the last arrival at or before it to the first after.
 * `times` ascend. `null` where one of the two is not known.
 */
export function pauseAround(times: readonly number[], instant: number): Pause | null {
  const next = times.findIndex(time => time > instant);
  if (next <= 0) return null;
  const from = times[next - 1] as number;
  const to = times[next] as number;
  return { from, to, durationMs: to - from };
}
