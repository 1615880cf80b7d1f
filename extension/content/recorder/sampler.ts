import { needsTicks } from '../channel.ts';
import { append, later, min, now, promiseThen, safely } from './builtins.ts';
import { isHidden } from './frame.ts';
import { connection as native } from './native.ts';
import { lookMs, looksAWhole, Pace, slowMs, wholeMs } from './pace.ts';
import { Pulse } from './pulse.ts';
import type { ConnectionRecord } from './record.ts';
import { tellSelectedPair } from './selected-pair.ts';
import { StatsReader, type StatsReading } from './stats.ts';
import { wait } from './wait.ts';

/** Where hidden pages cannot wait: asks whoever can for a steady tick, or with 0 for none. */
export type RequestTicks = (everyMs: number) => void;

interface Watched {
  record: ConnectionRecord;
  pace: Pace;
  pulse: Pulse;
  stats: StatsReader;
  /** The next reading or look. */
  nextAt: number;
  /** So many looks will do, while all is well, until a reading is due. */
  looksLeft: number;
  askedAt: number;
  pending: boolean;
  /** The reading under way was asked for because a look told nothing good. */
  alarmed?: boolean;
  newestAt: number;
}

/** Ticks are uneven: faster ones would often find the cache. */
const fastTickMs = 55;
/** After an answer from the cache, it is asked again so soon. */
const againMs = 5;
/** Two readings of one connection are at least this far apart, however much happens. */
const leastMs = 20;
/** Hidden pages' timers and ticks come on a grid of their own: what is due so soon is done now. */
const earlyMs = 10;

/** Decides when to call `getStats` on each connection, and tells what it says. */
export class Sampler {
  readonly #requestTicks: RequestTicks;
  #watched: Watched[] = [];
  #wakeAt = Number.POSITIVE_INFINITY;
  #ticksMs = 0;

  constructor(requestTicks: RequestTicks) {
    this.#requestTicks = requestTicks;
  }

  /** Samples a connection from now on, until it is closed or forgotten. */
  watch(record: ConnectionRecord): void {
    const t = now();
    append(this.#watched, {
      record,
      pace: new Pace(t),
      pulse: new Pulse(),
      stats: new StatsReader(),
      nextAt: t,
      looksLeft: 0,
      askedAt: 0,
      newestAt: 0,
      pending: false,
    });
    this.#schedule();
  }

  /** A sign of trouble, or of a restart: sample one connection, or all, fast for a while. */
  alert(record?: ConnectionRecord): void {
    for (let i = 0; i < this.#watched.length; i++) {
      const watched = this.#watched[i]!;
      if (record && watched.record !== record) continue;
      watched.pace.alert(now());
      watched.nextAt = min(watched.nextAt, watched.askedAt + leastMs);
    }
    this.#schedule();
  }

  /** A tick from outside, for when the page's own timers are throttled. */
  tick(): void {
    if (this.#wakeAt <= now() + earlyMs) this.#wake(this.#wakeAt);
  }

  #schedule(): void {
    const t = now();
    let soonest = Number.POSITIVE_INFINITY;
    let tickMs = slowMs;
    for (let i = 0; i < this.#watched.length; i++) {
      const watched = this.#watched[i]!;
      soonest = min(soonest, watched.nextAt);
      if (needsTicks) tickMs = min(tickMs, watched.pace.isFast(t) ? fastTickMs : this.#calmMs(watched));
    }
    const hidden = isHidden(document);
    // For a look a second a hidden page's own timers do.
    if (needsTicks) this.#wantTicks(hidden ? tickMs % slowMs : 0);
    if (soonest >= this.#wakeAt) return;
    this.#wakeAt = soonest;
    const wake = () => this.#wake(soonest);
    later(wake, soonest - t);
    if (hidden) wait?.(wake, soonest - t);
  }

  #wantTicks(everyMs: number): void {
    if (everyMs === this.#ticksMs) return;
    this.#ticksMs = everyMs;
    this.#requestTicks(everyMs);
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

  #sample(watched: Watched, t: number): void {
    const { record, pace, pulse } = watched;
    const { connection } = record;
    watched.nextAt = this.#nextAfter(t, watched);
    if (!connection || watched.pending) return;
    const looks = watched.looksLeft-- > 0 && !pace.isFast(t);
    if (looks && pulse.beats(t)) return;
    watched.alarmed = looks;
    watched.looksLeft = 0;
    watched.askedAt = t;
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
    const { record, pace, stats, askedAt } = watched;
    if (record.closed) return;
    const reading = stats.read(report);
    const wasFast = pace.isFast(askedAt);
    const t = now();
    if (reading.at && reading.at === watched.newestAt) {
      if (wasFast) watched.nextAt = t + againMs;
      this.#schedule();
      return;
    }
    watched.newestAt = reading.at;
    emitReading(record, reading, askedAt, wasFast ? 'fast' : 'slow');
    pace.read(reading, record, t);
    if (wasFast) return;
    if (pace.isFast(t)) watched.nextAt = this.#nextAfter(askedAt, watched);
    else this.#relax(watched, reading, t);
    this.#schedule();
  }

  /** All is well: looks will do for a while, where the connection can be looked at. */
  #relax(watched: Watched, reading: StatsReading, t: number): void {
    const { record, pace, pulse, alarmed } = watched;
    const { connection } = record;
    if (!connection) return;
    if (alarmed) pulse.falseAlarm(t);
    pulse.follow(connection, reading, ssrc => pace.spacingMs(ssrc), t);
    if (!pulse.sees) return;
    watched.looksLeft = min(looksAWhole, wholeMs / this.#calmMs(watched));
    watched.nextAt = this.#nextAfter(t, watched);
  }

  /** What is not urgent is done at multiples of its interval, for all connections at once, so that the page wakes less. */
  #nextAfter(t: number, watched: Watched): number {
    const { pace } = watched;
    if (pace.isFast(t)) return t + pace.interval(t);
    const everyMs = this.#calmMs(watched);
    const due = t + everyMs + earlyMs;
    return due - (due % everyMs);
  }

  /** A look holds the page for a moment: the more connections there are, the more rarely each is looked at. */
  #calmMs({ pulse }: Watched): number {
    return pulse.sees ? min(slowMs, lookMs * ((this.#watched.length >> 2) + 1)) : slowMs;
  }
}

function emitReading(
  record: ConnectionRecord,
  reading: StatsReading,
  askedAt: number,
  pace: 'slow' | 'fast',
): void {
  const { pairs, transports, inbound, outbound, data } = reading;
  for (let i = 0; i < pairs.length; i++) {
    const { transportId, pair } = pairs[i]!;
    tellSelectedPair(record, transportId, pair);
  }
  record.emit({ type: 'sample', askedAt, pace, transports, inbound, outbound, data });
}
