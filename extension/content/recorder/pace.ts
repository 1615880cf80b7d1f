import type { ConnectionRecord } from './record.ts';
import type { StatsReading } from './stats.ts';

/** While all is well. */
export const slowMs = 1_000;
/** Chromium answers `getStats` from a cache for 50 ms: sooner brings nothing new. */
export const fastMs = 55;
/** When trouble has lasted long, its end need not be known as closely. */
const lingeringMs = 250;
const lingersAfterMs = 60_000;
/** The streams' own pace is known after so long. */
const learnMs = 1_500;
/** How long every sign of trouble keeps the pace fast. */
const alertMs = 4_000;
/** A stream whose last packet is this old, though it flowed before, has stalled. */
const stallMs = 400;
/** A stream that stalled for so long, while ICE saw no trouble, has ended or been paused. */
const givenUpMs = 15_000;

interface Stream {
  packets: number;
  flowed: boolean;
}

/** How fast one connection is to be sampled: slowly, unless there is or was trouble. */
export class Pace {
  #fastUntil: number;
  #fastSince: number;
  #streams: Record<number, Stream> = { __proto__: null } as never;

  /** Fast at first, to learn how the streams are paced. */
  constructor(t: number) {
    this.#fastSince = t;
    this.#fastUntil = t + learnMs;
  }

  isFast(t: number): boolean {
    return t < this.#fastUntil;
  }

  /** Milliseconds until the next reading. */
  interval(t: number): number {
    if (!this.isFast(t)) return slowMs;
    return t - this.#fastSince < lingersAfterMs ? fastMs : lingeringMs;
  }

  alert(t: number): void {
    if (!this.isFast(t)) this.#fastSince = t;
    this.#fastUntil = t + alertMs;
  }

  /** Takes a reading; trouble that it shows keeps the pace fast. */
  read(reading: StatsReading, record: ConnectionRecord, t: number): void {
    if (this.#stalled(reading) || record.troubled) this.alert(t);
  }

  /** Whether a stream that flowed stands still, and nothing else arrives over the path either. */
  #stalled({ at, inbound, transports }: StatsReading): boolean {
    let stalls = false;
    for (let i = 0; i < inbound.length; i++) {
      const { ssrc, packets, lastPacketAt } = inbound[i]!;
      const before = this.#streams[ssrc];
      const silentFor = at - (lastPacketAt ?? at);
      const flows = before !== undefined && packets > before.packets;
      const flowed = (flows || before?.flowed === true) && silentFor < givenUpMs;
      this.#streams[ssrc] = { packets, flowed };
      if (flowed && silentFor > stallMs) stalls = true;
    }
    return stalls && !alive(transports, at);
  }
}

function alive(transports: StatsReading['transports'], at: number): boolean {
  for (let i = 0; i < transports.length; i++) {
    const { lastReceivedAt } = transports[i]!;
    if (lastReceivedAt !== undefined && at - lastReceivedAt < stallMs) return true;
  }
  return false;
}
