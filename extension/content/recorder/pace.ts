import { max, min } from './builtins.ts';
import type { ConnectionRecord } from './record.ts';
import type { StatsReading } from './stats.ts';

/** While all is well: how often it is seen to that media still flows. */
export const slowMs = 1_000;
/** Where a look tells that, which costs a fraction of a reading, it is looked so often, … */
export const lookMs = 250;
/** … and statistics are read each so many looks only, … */
export const looksAWhole = 20;
/** … but this often. */
export const wholeMs = 10_000;
/** Chromium answers `getStats` from a cache for 50 ms: sooner brings nothing new. */
const fastMs = 52;
/** When trouble has lasted long, its end need not be known as closely. */
const lingeringMs = 250;
const lingersAfterMs = 60_000;
/** The streams' own pace is known after so long. */
const learnMs = 1_500;
/** How long every sign of trouble keeps the pace fast. */
const alertMs = 4_000;
/** A stream whose last packet is this old, though it flowed before, has stalled, … */
const stallMs = 400;
/** … unless its packets are usually half as far apart: a shared screen has few pictures a second. */
const unusual = 2;
/** It may have when it is this old already and the stream was dense: a closer look tells. */
const doubtMs = { audio: 100, video: 200 };
/** A stream whose packets are no further apart is dense. */
const denseMs = 50;
const closerLookMs = 600;
/** While the path lives the stream pauses, or its silence has just ended: one more reading tells. */
const onceMoreMs = 60;
/** A stream that stalled for so long, while ICE saw no trouble, has ended or been paused. */
const givenUpMs = 15_000;

interface Stream {
  packets: number;
  /** Mean distance of the packets between the newest two readings. */
  spacingMs: number;
  /** The same, of the newest two between which packets came, … */
  flowMs: number;
  /** … and the less of that and the one before: a stretch in which the stream stalled is not its pace. */
  usualMs: number;
  flowed: boolean;
  /** It was dense before it fell silent. */
  doubtful: boolean;
}

/** How fast one connection is to be sampled: slowly, unless there is or was trouble. */
export class Pace {
  #fastUntil: number;
  #fastSince: number;
  #readAt = 0;
  #streams: Record<number, Stream> = { __proto__: null } as never;

  /** Fast at first, to learn how the streams are paced. */
  constructor(t: number) {
    this.#fastSince = t;
    this.#fastUntil = t + learnMs;
  }

  isFast(t: number): boolean {
    return t < this.#fastUntil;
  }

  /** Milliseconds until the next reading while it is fast. */
  interval(t: number): number {
    return t - this.#fastSince < lingersAfterMs ? fastMs : lingeringMs;
  }

  alert(t: number, forMs = alertMs): void {
    if (!this.isFast(t)) this.#fastSince = t;
    this.#fastUntil = max(this.#fastUntil, t + forMs);
  }

  /** Mean distance of a stream's packets between the newest two readings; infinite where none came. */
  spacingMs(ssrc: number): number {
    return this.#streams[ssrc]?.spacingMs ?? Number.POSITIVE_INFINITY;
  }

  /** Takes a reading; trouble that it shows keeps the pace fast. */
  read(reading: StatsReading, record: ConnectionRecord, t: number): void {
    const silentMs = this.#silent(reading);
    const lives = alive(reading, min(silentMs, stallMs));
    if ((silentMs > stallMs && !lives) || record.troubled) this.alert(t);
    else if (silentMs > 0 && !(lives && this.isFast(t))) this.alert(t, lives ? onceMoreMs : closerLookMs);
  }

  /** How long a stream that flowed has stood still, or may have; or 0. */
  #silent({ at, inbound }: StatsReading): number {
    let silentMs = 0;
    const sinceMs = at - this.#readAt;
    this.#readAt = at;
    for (let i = 0; i < inbound.length; i++) {
      const { ssrc, kind, packets, lastPacketAt } = inbound[i]!;
      const before = this.#streams[ssrc];
      const silentFor = at - (lastPacketAt ?? at);
      const flows = before !== undefined && packets > before.packets;
      const flowed = (flows || before?.flowed === true) && silentFor < givenUpMs;
      const spacingMs = flows ? sinceMs / (packets - before.packets) : Number.POSITIVE_INFINITY;
      const flowMs = flows ? spacingMs : (before?.flowMs ?? Number.POSITIVE_INFINITY);
      const usualMs = flows ? min(spacingMs, before.flowMs) : (before?.usualMs ?? 0);
      const doubtful = (spacingMs <= denseMs || before?.doubtful === true) && silentFor > doubtMs[kind];
      this.#streams[ssrc] = { packets, spacingMs, flowMs, usualMs, flowed, doubtful };
      const stalled = silentFor > max(stallMs, unusual * usualMs);
      if (flowed && (doubtful || stalled)) silentMs = max(silentMs, silentFor);
    }
    return silentMs;
  }
}

/** Something else arrived over the path. */
function alive({ at, transports }: StatsReading, withinMs: number): boolean {
  for (let i = 0; i < transports.length; i++) {
    const { lastReceivedAt } = transports[i]!;
    if (lastReceivedAt !== undefined && at - lastReceivedAt < withinMs / 2) return true;
  }
  return false;
}
