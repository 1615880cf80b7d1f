/**
 * The time on the clock of the events, between them. A page's clock and ours may differ, so time is only
 * carried on from the newest event, by the event that travelled fastest; it never goes back.
 */
export class EventClock {
  #ahead = Number.NEGATIVE_INFINITY;
  readonly #elapsed: () => number;

  /** `elapsed` is a clock that never goes back, in milliseconds. */
  constructor(elapsed: () => number) {
    this.#elapsed = elapsed;
  }

  note(eventTime: number): void {
    this.#ahead = Math.max(this.#ahead, eventTime - this.#elapsed());
  }

  /** 0 before the first event. */
  now(): number {
    return this.#ahead === Number.NEGATIVE_INFINITY ? 0 : this.#elapsed() + this.#ahead;
  }
}
