import { append, later, now, promiseThen, safely } from './builtins.ts';
import { connection as native } from './native.ts';
import { Pace } from './pace.ts';
import type { ConnectionRecord } from './record.ts';
import { tellSelectedPair } from './selected-pair.ts';
import { readStats } from './stats.ts';

/** Asks whoever can for a steady tick: the timers of a hidden page fire once a second. */
export type RequestTicks = (wanted: boolean) => void;

interface Watched {
  record: ConnectionRecord;
  pace: Pace;
  nextAt: number;
  askedAt: number;
  pending: boolean;
  newestAt: number;
}

/** Two readings of one connection are at least this far apart, however much happens. */
const leastMs = 20;
/** Hidden pages' timers and ticks come on a grid of their own: what is due so soon is done now. */
const earlyMs = 10;

/** Decides when to call `getStats` on each connection, and tells what it says. */
export class Sampler {
  readonly #requestTicks: RequestTicks;
  #watched: Watched[] = [];
  #wakeAt = Number.POSITIVE_INFINITY;

  constructor(requestTicks: RequestTicks) {
    this.#requestTicks = requestTicks;
  }

  /** Samples a connection from now on, until it is closed or forgotten. */
  watch(record: ConnectionRecord): void {
    const t = now();
    const pace = new Pace(t);
    append(this.#watched, { record, pace, nextAt: t, askedAt: 0, pending: false, newestAt: 0 });
    this.#schedule();
  }

  /** A sign of trouble, or of a restart: sample fast for a while. */
  alert(record: ConnectionRecord): void {
    for (let i = 0; i < this.#watched.length; i++) {
      if (this.#watched[i]!.record === record) hasten(this.#watched[i]!);
    }
    this.#schedule();
  }

  alertAll(): void {
    for (let i = 0; i < this.#watched.length; i++) hasten(this.#watched[i]!);
    this.#schedule();
  }

  /** A tick from outside, for when the page's own timers are throttled. */
  tick(): void {
    if (now() >= this.#wakeAt - earlyMs) this.#wake(this.#wakeAt);
  }

  #schedule(): void {
    const t = now();
    let soonest = Number.POSITIVE_INFINITY;
    let fast = false;
    for (let i = 0; i < this.#watched.length; i++) {
      const { nextAt, pace } = this.#watched[i]!;
      if (nextAt < soonest) soonest = nextAt;
      if (pace.isFast(t)) fast = true;
    }
    this.#requestTicks(fast);
    if (soonest >= this.#wakeAt) return;
    this.#wakeAt = soonest;
    later(() => this.#wake(soonest), soonest - t);
  }

  #wake(due: number): void {
    // It was woken for this already, or an earlier wake-up does its work.
    if (due !== this.#wakeAt) return;
    this.#wakeAt = Number.POSITIVE_INFINITY;
    this.#dropEnded();
    const t = now();
    for (let i = 0; i < this.#watched.length; i++) {
      const watched = this.#watched[i]!;
      if (watched.nextAt <= t + earlyMs) safely(() => this.#sample(watched, t));
    }
    this.#schedule();
  }

  #dropEnded(): void {
    const live: Watched[] = [];
    for (let i = 0; i < this.#watched.length; i++) {
      const { record } = this.#watched[i]!;
      if (!record.closed && record.connection) append(live, this.#watched[i]!);
    }
    this.#watched = live;
  }

  #sample(watched: Watched, askedAt: number): void {
    const { connection } = watched.record;
    watched.nextAt = askedAt + watched.pace.interval(askedAt);
    if (!connection || watched.pending) return;
    watched.askedAt = askedAt;
    watched.pending = true;
    const answered = native.getStats?.(connection) as Promise<object>;
    promiseThen(
      answered,
      report => {
        watched.pending = false;
        safely(() => this.#tell(watched, report));
      },
      () => {
        watched.pending = false;
      },
    );
  }

  #tell(watched: Watched, report: object): void {
    const { record, pace, askedAt } = watched;
    if (record.closed) return;
    const reading = readStats(report);
    if (reading.at !== 0 && reading.at === watched.newestAt) return;
    watched.newestAt = reading.at;
    for (let i = 0; i < reading.pairs.length; i++) {
      const { transportId, pair } = reading.pairs[i]!;
      tellSelectedPair(record, transportId, pair);
    }
    const { transports, inbound, outbound, data } = reading;
    const isFast = pace.isFast(askedAt);
    record.emit({
      type: 'sample',
      askedAt,
      pace: isFast ? 'fast' : 'slow',
      transports,
      inbound,
      outbound,
      data,
    });
    pace.read(reading, record, now());
    if (isFast || !pace.isFast(askedAt)) return;
    watched.nextAt = askedAt + pace.interval(askedAt);
    this.#schedule();
  }
}

function hasten(watched: Watched): void {
  const t = now();
  watched.pace.alert(t);
  const soonest = watched.askedAt + leastMs;
  if (watched.nextAt > soonest) watched.nextAt = soonest;
}
