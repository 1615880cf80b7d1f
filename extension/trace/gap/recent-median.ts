/** How many recent values a stream is judged by. */
const memory = 16;

/** The median of a stream's recent values, so that neither a burst nor a silence moves it. */
export class RecentMedian {
  /** A ring. */
  readonly #recent = new Float64Array(memory);
  /** The same values in order. */
  readonly #sorted = new Float64Array(memory);
  #length = 0;
  #next = 0;

  add(value: number): void {
    const oldest = this.#recent[this.#next]!;
    this.#recent[this.#next] = value;
    this.#next = (this.#next + 1) % memory;
    if (this.#length < memory) this.#move(this.#length++, value);
    // A steady stream gives the same again and again.
    else if (value !== oldest) this.#move(this.#sorted.indexOf(oldest), value);
  }

  /** `null` until enough was seen to judge by. */
  get value(): number | null {
    return this.#length < 3 ? null : this.#sorted[this.#length >> 1]!;
  }

  /** Takes out the value at `from` of those in order, and puts another in its place among them. */
  #move(from: number, value: number): void {
    const sorted = this.#sorted;
    let at = from;
    for (; at > 0 && sorted[at - 1]! > value; at--) sorted[at] = sorted[at - 1]!;
    for (; at + 1 < this.#length && sorted[at + 1]! < value; at++) sorted[at] = sorted[at + 1]!;
    sorted[at] = value;
  }
}
