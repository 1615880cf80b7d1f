import { Spacing } from './spacing.ts';

/** One reading of an inbound stream's counters. Times are epoch milliseconds. */
export interface Reading {
  /** When the browser began to collect the figures: every packet received until then is counted. */
  at: number;
  /** When the figures arrived: no packet received after this is counted. */
  until: number;
  packets: number;
  /** What the sender paces: packets for audio, frames for video. */
  units: number;
  /** Arrival of the newest packet, or `null` where the browser does not say. */
  lastPacketAt: number | null;
}

/** A stretch without packets, longer than the stream's own spacing explains. Durations in milliseconds. */
export interface Silence {
  from: number;
  to: number;
  durationMs: number;
  lowMs: number;
  highMs: number;
}

export interface SilenceOptions {
  /** Shorter stretches are never silence: jitter of the network and of the machine. */
  leastMs: number;
  /** How exact the browser's packet times are: 0.5 covers rounding to a whole millisecond. */
  clockMs: number;
}

/** A stretch of so many usual distances is silence. */
const unusual = 3;

/**
 * Finds the silences of one inbound RTP stream in readings of its counters.
 *
 * The start of a silence is exact even from slow readings: `lastPacketReceivedTimestamp` does not move while
 * nothing arrives. Its end lies after the last reading that counted nothing new (`low`) and no later than the
 * newest packet of the first reading that did (`high`); in between, n units at their usual distance say when
 * the first of them came. The bracket [low, high] needs no assumption about pace, so it holds always.
 */
export class SilenceDetector {
  readonly #options: SilenceOptions;
  readonly #spacing = new Spacing();
  #last: Reading | null = null;
  /** Nothing new had arrived until then. */
  #quietUntil = 0;
  #silentSince: number | null = null;
  /** Longest distance between two packets that the readings since then leave possible. */
  #widest: { at: number; ms: number }[] = [];

  constructor(options: SilenceOptions) {
    this.#options = options;
  }

  /** Time of the last packet while the stream is silent, else `null`. */
  get silentSince(): number | null {
    return this.#silentSince;
  }

  /** Usual distance of two units in milliseconds. */
  get spacingMs(): number | null {
    return this.#spacing.ms;
  }

  /**
   * The longest silence that may hide between two readings within [from, to], beyond the usual distance.
   * `null` when no reading covers it.
   */
  hiddenAtMost(from: number, to: number): number | null {
    const within = this.#widest.filter(({ at }) => at >= from && at <= to);
    if (within.length === 0) return null;
    return Math.max(0, Math.max(...within.map(({ ms }) => ms)) - (this.#spacing.ms ?? 0));
  }

  /** Takes the next reading; returns the silence that it ended, if it ended one. */
  read(reading: Reading): Silence | null {
    const last = this.#last;
    if (!last || reading.packets < last.packets) {
      this.#begin(reading);
      return null;
    }
    if (reading.packets === last.packets) {
      this.#quietUntil = Math.max(this.#quietUntil, reading.at);
      const from = lastPacket(last);
      if (this.#quietUntil - from > this.#threshold) this.#silentSince = from;
      return null;
    }
    const silence = this.#arrival(last, reading);
    this.#begin(reading);
    return silence;
  }

  get #threshold(): number {
    return Math.max(this.#options.leastMs, unusual * (this.#spacing.ms ?? 0));
  }

  #begin(reading: Reading): void {
    this.#last = reading;
    this.#quietUntil = Math.max(reading.at, lastPacket(reading));
    this.#silentSince = null;
    // A reading may already come long after the newest packet it counted.
    if (reading.at - lastPacket(reading) > this.#threshold) this.#silentSince = lastPacket(reading);
  }

  /** Packets came since `last`: was the stretch before the first of them a silence? */
  #arrival(last: Reading, reading: Reading): Silence | null {
    const from = lastPacket(last);
    const latest = lastPacket(reading);
    const earliest = Math.min(Math.max(this.#quietUntil, from), latest);
    const units = reading.units - last.units;
    const span = latest - from;
    const quiet = earliest - from > this.#threshold;
    const first = this.#firstArrival(earliest, latest, units);
    this.#noteWidest(reading, span);
    if (first - from <= this.#threshold) {
      if (units > 0) this.#spacing.add(span / units);
      return null;
    }
    const clock = 2 * this.#options.clockMs;
    return {
      from,
      to: first,
      durationMs: first - from,
      // Without a reading inside it, n packets over the span still leave one distance of at least span / n.
      lowMs: Math.max(0, (quiet ? earliest - from : span / (reading.packets - last.packets)) - clock),
      highMs: span + clock,
    };
  }

  /** Where between `earliest` and `latest` the first of `units` came, going by their usual distance. */
  #firstArrival(earliest: number, latest: number, units: number): number {
    const spacing = this.#spacing.ms;
    if (spacing === null) return earliest;
    return Math.min(latest, Math.max(earliest, latest - Math.max(0, units - 1) * spacing));
  }

  #noteWidest(reading: Reading, ms: number): void {
    this.#widest.push({ at: reading.until, ms });
    while (this.#widest[0] && reading.until - this.#widest[0].at > 120_000) this.#widest.shift();
  }
}

function lastPacket(reading: Reading): number {
  return reading.lastPacketAt ?? reading.at;
}
