/** How many recent intervals a stream is judged by. */
const memory = 16;

/**
 * The usual distance between a stream's units (audio packets, video frames) in milliseconds:
 * the median over its recent readings, so that neither a burst nor a silence moves it.
 */
export class Spacing {
  #recent: number[] = [];

  add(intervalMs: number): void {
    this.#recent.push(intervalMs);
    if (this.#recent.length > memory) this.#recent.shift();
  }

  /** `null` until enough was seen to judge by. */
  get ms(): number | null {
    if (this.#recent.length < 3) return null;
    const sorted = [...this.#recent].sort((a, b) => a - b);
    return sorted[sorted.length >> 1]!;
  }
}
