import { setTimeout as sleep } from 'node:timers/promises';
import { epochNow } from '../../path-breaker/clock.ts';

/** Waits until `t`, epoch milliseconds; not at all when that has passed. */
export async function until(t: number): Promise<void> {
  const ms = t - epochNow();
  if (ms > 0) await sleep(ms);
}

export { epochNow, sleep };
