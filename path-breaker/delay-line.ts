import { epochNow } from './clock.ts';

/** Holds what passes for a while and lets it out in the order it came in. */
export class DelayLine {
  /** How long whatever enters from now on is held, in milliseconds. */
  delayMs = 0;
  #held: { dueAt: number; release: () => void }[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** Calls `release` after the delay: at once, synchronously, when there is none and nothing is held. */
  enter(release: () => void): void {
    if (this.delayMs === 0 && this.#held.length === 0) {
      release();
      return;
    }
    const newest = this.#held.at(-1);
    // A delay that has just shrunk must not let the newcomer overtake what is still held.
    const dueAt = Math.max(epochNow() + this.delayMs, newest?.dueAt ?? 0);
    this.#held.push({ dueAt, release });
    if (!this.#timer) this.#arm();
  }

  /** Forgets everything held. */
  clear(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#held = [];
  }

  #arm(): void {
    const next = this.#held[0];
    this.#timer = next ? setTimeout(() => this.#releaseDue(), Math.max(0, next.dueAt - epochNow())) : null;
  }

  #releaseDue(): void {
    const now = epochNow();
    while (this.#held[0] && this.#held[0].dueAt <= now) this.#held.shift()?.release();
    this.#arm();
  }
}
