/** How many recent values a stream is judged by. */
const memory = 16;

/** The median of a stream's recent values, so that neither a burst nor a silence moves it. */
export class RecentMedian {
  #recent: number[] = [];

  add(value: number): void {
    this.#recent.push(value);
    if (this.#recent.length > memory) this.#recent.shift();
  }

  /** `null` until enough was seen to judge by. */
  get value(): number | null {
    if (this.#recent.length < 3) return null;
    const sorted = [...this.#recent].sort((a, b) => a - b);
    return sorted[sorted.length >> 1]!;
  }
}
