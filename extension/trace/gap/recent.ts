/** How long readings are remembered. */
const memoryMs = 120_000;

/**
 * The readings of the last two minutes. A long trace has millions of them, so the object of one that is forgotten
 * is used for the next: hold on to none.
 */
export class Recent<T extends { at: number }> {
  /** A ring. */
  #rows: T[] = [];
  #first = 0;
  #length = 0;
  readonly #empty: () => T;

  constructor(empty: () => T) {
    this.#empty = empty;
  }

  get newest(): T | undefined {
    return this.#length > 0 ? this.#row(this.#length - 1) : undefined;
  }

  /** The object for a reading taken at `at`, to be filled in. What is too old by then is forgotten. */
  next(at: number): T {
    while (this.#length > 0 && at - this.#row(0).at > memoryMs) this.#forgetOldest();
    if (this.#length === this.#rows.length) this.#grow();
    const row = this.#row(this.#length++);
    row.at = at;
    return row;
  }

  /** All of them, in the order they were taken. */
  all(): T[] {
    return this.within(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  }

  /** Those taken after `from` and until `to`. */
  within(from: number, to: number): T[] {
    const within: T[] = [];
    for (let i = 0; i < this.#length; i++) {
      const row = this.#row(i);
      if (row.at > from && row.at <= to) within.push(row);
    }
    return within;
  }

  #row(index: number): T {
    const at = this.#first + index;
    return this.#rows[at < this.#rows.length ? at : at - this.#rows.length]!;
  }

  #forgetOldest(): void {
    this.#first = this.#first + 1 === this.#rows.length ? 0 : this.#first + 1;
    this.#length--;
  }

  /** The ring is full: it begins at its first place again, with as much room once more. */
  #grow(): void {
    const rows = this.all();
    const room = Math.max(16, rows.length);
    this.#rows = [...rows, ...Array.from({ length: room }, this.#empty)];
    this.#first = 0;
  }
}
