/** How many recent values a stream is judged by. */
const memory = 16;

/** The median of a stream's recent values, so that neither a burst nor a silence moves it. */
export class RecentMedian {
  readonly #recent: number[] = [];
  /** The same values in order. */
  readonly #sorted: number[] = [];

  add(value: number): void {
    this.#recent.push(value);
    insert(this.#sorted, value);
    if (this.#recent.length > memory) this.#sorted.splice(this.#sorted.indexOf(this.#recent.shift()!), 1);
  }

  /** `null` until enough was seen to judge by. */
  get value(): number | null {
    const { length } = this.#sorted;
    return length < 3 ? null : this.#sorted[length >> 1]!;
  }
}

function insert(sorted: number[], value: number): void {
  let at = sorted.length;
  sorted.push(value);
  for (; at > 0 && sorted[at - 1]! > value; at--) sorted[at] = sorted[at - 1]!;
  sorted[at] = value;
}
