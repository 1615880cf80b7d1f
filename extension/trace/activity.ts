import { bisectLeft, bisectRight } from 'd3-array';

const leastRoom = 16;
/** Each time it is full there is so many times the room: memory that nothing was written to takes none. */
const growth = 4;

/** What an activity holds, to be handed on to another thread: so many readings, and room behind them. */
export interface ActivityColumns {
  times: Float64Array<ArrayBuffer>;
  totals: Float64Array<ArrayBuffer>;
  length: number;
}

/**
 * How many packets of a stream came by when, reading by reading. Kept as running totals, so that the mean rate of
 * any stretch is known from its two ends, however many readings lie between.
 */
export class Activity {
  /** When each reading was taken, in order; behind the last there is room for more. */
  #times = new Float64Array(leastRoom);
  /** Packets since the first reading; never less than before, though a counter may start over. */
  #totals = new Float64Array(leastRoom);
  #length = 0;
  #counter = 0;

  /** Of a recording that is over: nothing is added to what another activity held. */
  static of({ times, totals, length }: ActivityColumns): Activity {
    const activity = new Activity();
    activity.#times = times;
    activity.#totals = totals;
    activity.#length = length;
    return activity;
  }

  get columns(): ActivityColumns {
    return { times: this.#times, totals: this.#totals, length: this.#length };
  }

  /** Takes a reading of the packet counter. The same figures again, from the browser's cache, say nothing new. */
  note(t: number, packets: number): void {
    const last = this.#length - 1;
    if (last >= 0 && t <= this.#times[last]!) return;
    if (this.#length === this.#times.length) this.#grow();
    this.#times[this.#length] = t;
    this.#totals[this.#length] = last < 0 ? 0 : this.#totals[last]! + Math.max(0, packets - this.#counter);
    this.#length++;
    this.#counter = packets;
  }

  /** Two readings make a rate: nothing is known from one. */
  get known(): boolean {
    return this.#length > 1;
  }

  /** When the newest reading was taken; `null` while no rate is known. */
  get readUntil(): number | null {
    return this.known ? this.#times[this.#length - 1]! : null;
  }

  /** Packets per second between the newest two readings. */
  get newestRate(): number {
    return this.#rate(this.#length - 2, this.#length - 1);
  }

  /** The rate that each reading showed, with its time. */
  *[Symbol.iterator](): Generator<{ t: number; packetsPerSecond: number }> {
    for (let i = 1; i < this.#length; i++) {
      yield { t: this.#times[i]!, packetsPerSecond: this.#rate(i - 1, i) };
    }
  }

  /** Packets per second at `t`, between the readings around it; `null` where none are. */
  rateAt(t: number): number | null {
    const after = bisectLeft(this.#times, t, 0, this.#length);
    return after > 0 && after < this.#length ? this.#rate(after - 1, after) : null;
  }

  /**
   * Mean rates around each of `times`, which ascend, over `widthMs`, from the readings within [from, to] alone: one
   * that reaches beyond counted something else too, and the nearest whole one stands for it.
   */
  ratesWithin(from: number, to: number, times: number[], widthMs: number): number[] {
    const readings = this.#times.subarray(0, this.#length);
    if (!this.known) return times.map(() => 0);
    const newest = readings.length - 1;
    const first = Math.min(bisectLeft(readings, from) + 1, newest);
    const last = Math.min(Math.max(bisectRight(readings, to) - 1, first), newest);
    // Each is looked for behind the one before and before the last: a call of days is read for every frame.
    const newestEnd = countUntil(readings, (times.at(-1) ?? 0) + widthMs / 2, 0, readings.length);
    let begun = 0;
    let ended = 0;
    return times.map(t => {
      begun = countUntil(readings, t - widthMs / 2, begun, newestEnd);
      ended = countUntil(readings, t + widthMs / 2, Math.max(begun, ended), newestEnd);
      const begin = clamp(begun, first, last);
      return this.#rate(begin - 1, clamp(ended - 1, begin, last));
    });
  }

  #grow(): void {
    const [times, totals] = [this.#times, this.#totals];
    this.#times = new Float64Array(growth * times.length);
    this.#totals = new Float64Array(growth * times.length);
    this.#times.set(times);
    this.#totals.set(totals);
  }

  #rate(begin: number, end: number): number {
    const lasted = this.#times[end]! - this.#times[begin]!;
    return lasted > 0 ? ((this.#totals[end]! - this.#totals[begin]!) * 1000) / lasted : 0;
  }
}

/**
 * How many of the times are at most `t`, given that it is between `least` and `most` of them: `bisectRight`, but for
 * times alone several times as fast, and a frame asks some thousand times.
 */
function countUntil(times: Float64Array, t: number, least: number, most: number): number {
  let [low, high] = [least, most];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle]! <= t) low = middle + 1;
    else high = middle;
  }
  return low;
}

const clamp = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most);
