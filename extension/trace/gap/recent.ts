/** How long readings are remembered. */
const memoryMs = 120_000;

/**
 * The readings of the last two minutes. A long trace has millions of them, so the object of one that is forgotten
 * is used for the next: hold on to none.
 */
export class Recent<T extends { at: number }> {
  /** A ring. */
  #rows: T[] = [];
  /** When each of the rows was taken: by them alone rows are looked for. */
  #times = new Float64Array(0);
  #first = 0;
  #length = 0;
  readonly #empty: () => T;

  constructor(empty: () => T) {
    this.#empty = empty;
  }

  get oldest(): T | undefined {
    return this.#length > 0 ? this.#rows[this.#place(0)] : undefined;
  }

  get newest(): T | undefined {
    return this.#length > 0 ? this.#rows[this.#place(this.#length - 1)] : undefined;
  }

  /** The object for a reading taken at `at`, to be filled in. What is too old by then is forgotten. */
  next(at: number): T {
    while (this.#length > 0 && at - this.#times[this.#first]! > memoryMs) this.#forgetOldest();
    if (this.#length === this.#rows.length) this.#grow();
    const place = this.#place(this.#length++);
    const row = this.#rows[place]!;
    this.#times[place] = at;
    row.at = at;
    return row;
  }

  /** The newest of those taken no later than `at`. */
  latestUntil(at: number): T | undefined {
    for (let i = this.#length - 1; i >= 0; i--) {
      const place = this.#place(i);
      if (this.#times[place]! <= at) return this.#rows[place];
    }
    return undefined;
  }

  /** The oldest of those taken no earlier than `at`. */
  earliestFrom(at: number): T | undefined {
    for (let i = 0; i < this.#length; i++) {
      const place = this.#place(i);
      if (this.#times[place]! >= at) return this.#rows[place];
    }
    return undefined;
  }

  /** All of them, in the order they were taken. */
  all(): T[] {
    return this.within(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  }

  /** Those taken after `from` and until `to`. */
  within(from: number, to: number): T[] {
    const within: T[] = [];
    for (let i = 0; i < this.#length; i++) {
      const place = this.#place(i);
      const at = this.#times[place]!;
      if (at > from && at <= to) within.push(this.#rows[place]!);
    }
    return within;
  }

  #place(index: number): number {
    const at = this.#first + index;
    return at < this.#rows.length ? at : at - this.#rows.length;
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
    this.#times = Float64Array.from(this.#rows, ({ at }) => at);
    this.#first = 0;
  }
}
