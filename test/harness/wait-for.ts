import { inspect } from 'node:util';

export interface WaitOptions {
  /** How long to try, in milliseconds. */
  timeoutMs?: number;
  /** The pause between two tries, in milliseconds. */
  intervalMs?: number;
}

type Truthy<T> = Exclude<T, false | 0 | '' | null | undefined>;

/** Polls until `condition` answers something truthy, and answers that; `what` names it should time run out. */
export async function waitFor<T>(
  what: string,
  condition: () => T | Promise<T>,
  { timeoutMs = 10_000, intervalMs = 50 }: WaitOptions = {},
): Promise<Truthy<T>> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const answer = await condition();
    if (answer) return answer as Truthy<T>;
    if (performance.now() >= deadline) {
      throw new Error(`waited ${timeoutMs} ms in vain for ${what}; last seen: ${inspect(answer)}`);
    }
    await new Promise(resolve => setTimeout(resolve, intervalMs));
  }
}
