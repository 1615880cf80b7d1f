import { append, later, now, promiseThen, safely } from './builtins.ts';
import { connection as native } from './native.ts';
import { readState } from './observe.ts';
import type { ConnectionRecord } from './record.ts';
import { tellSelectedPair } from './selected-pair.ts';
import { readStats, type StatsReading } from './stats.ts';

/** While all is well. */
const slowMs = 1_000;
/** Chromium answers `getStats` from a cache for 50 ms: sooner brings nothing new. */
const fastMs = 55;
/** The streams' own pace is known after so long. */
const learnMs = 1_500;
/** How long every sign of trouble keeps the pace fast; media that flows on ends it sooner or later. */
const alertMs = 4_000;
/** A stream whose last packet is this old, though it flowed before, has stalled. */
const stallMs = 400;
/** A fast phase ends at last even when the trouble stays. */
const longestAlertMs = 60_000;

interface Watched {
  record: ConnectionRecord;
  nextAt: number;
  askedAt: number;
  fastUntil: number;
  /** Since when the pace has been fast without a pause. */
  fastSince: number | null;
  pending: boolean;
  newestAt: number;
  streams: Record<number, { packets: number; flowed: boolean }>;
}

/** Decides when to call `getStats` on each connection, and tells what it says. */
export class Sampler {
  #watched: Watched[] = [];
  #wakeAt = Number.POSITIVE_INFINITY;

  /** Samples a connection from now on, until it is closed or forgotten; fast at first, to learn its pace. */
  watch(record: ConnectionRecord): void {
    const t = now();
    append(this.#watched, {
      record,
      nextAt: t,
      askedAt: 0,
      fastUntil: t + learnMs,
      fastSince: t,
      pending: false,
      newestAt: 0,
      streams: { __proto__: null } as never,
    });
    this.#schedule();
  }

  /** A sign of trouble, or of a restart: sample fast for a while. */
  alert(record: ConnectionRecord): void {
    for (let i = 0; i < this.#watched.length; i++) {
      const watched = this.#watched[i]!;
      if (watched.record === record) this.#hasten(watched);
    }
    this.#schedule();
  }

  alertAll(): void {
    for (let i = 0; i < this.#watched.length; i++) this.#hasten(this.#watched[i]!);
    this.#schedule();
  }

  #hasten(watched: Watched): void {
    const t = now();
    watched.fastUntil = t + alertMs;
    watched.fastSince ??= t;
    const soonest = watched.askedAt + fastMs;
    if (watched.nextAt > soonest) watched.nextAt = soonest;
  }

  #schedule(): void {
    let soonest = Number.POSITIVE_INFINITY;
    for (let i = 0; i < this.#watched.length; i++) {
      const { nextAt } = this.#watched[i]!;
      if (nextAt < soonest) soonest = nextAt;
    }
    if (soonest >= this.#wakeAt) return;
    this.#wakeAt = soonest;
    later(() => this.#wake(soonest), soonest - now());
  }

  #wake(due: number): void {
    // An earlier wake-up was scheduled since: it does this one's work.
    if (due !== this.#wakeAt) return;
    this.#wakeAt = Number.POSITIVE_INFINITY;
    this.#dropEnded();
    const t = now();
    for (let i = 0; i < this.#watched.length; i++) {
      const watched = this.#watched[i]!;
      if (watched.nextAt <= t) safely(() => this.#sample(watched, t));
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
    const { record } = watched;
    const { connection } = record;
    const fast = isFast(watched, askedAt);
    if (!fast) watched.fastSince = null;
    watched.nextAt = askedAt + (fast ? fastMs : slowMs);
    if (!connection || watched.pending) return;
    watched.askedAt = askedAt;
    watched.pending = true;
    const answered = native.getStats?.(connection) as Promise<object>;
    promiseThen(
      answered,
      report => {
        watched.pending = false;
        safely(() => this.#tell(watched, report, askedAt, fast));
      },
      () => {
        watched.pending = false;
      },
    );
  }

  #tell(watched: Watched, report: object, askedAt: number, fast: boolean): void {
    const { record } = watched;
    if (record.closed) return;
    const reading = readStats(report);
    if (reading.at !== 0 && reading.at === watched.newestAt) return;
    watched.newestAt = reading.at;
    for (let i = 0; i < reading.pairs.length; i++) {
      const { transportId, pair } = reading.pairs[i]!;
      tellSelectedPair(record, transportId, pair);
    }
    const { transports, inbound, outbound, data } = reading;
    record.emit({
      type: 'sample',
      askedAt,
      pace: fast ? 'fast' : 'slow',
      transports,
      inbound,
      outbound,
      data,
    });
    if (stalled(watched, reading) || troubled(record)) {
      this.#hasten(watched);
      this.#schedule();
    }
  }
}

function isFast(watched: Watched, t: number): boolean {
  if (t >= watched.fastUntil) return false;
  return watched.fastSince === null || t - watched.fastSince < longestAlertMs;
}

function troubled(record: ConnectionRecord): boolean {
  const { connection } = record;
  const ice = connection && readState(connection, 'ice');
  return ice === 'disconnected' || ice === 'failed' || ice === 'checking';
}

/** Whether a stream that flowed stands still; one that flows again has not settled yet either. */
function stalled(watched: Watched, { at, inbound }: StatsReading): boolean {
  let any = false;
  for (let i = 0; i < inbound.length; i++) {
    const { ssrc, packets, lastPacketAt } = inbound[i]!;
    const before = watched.streams[ssrc];
    const flows = before !== undefined && packets > before.packets;
    const silent = at - (lastPacketAt ?? at) > stallMs;
    if (silent && (before?.flowed || flows)) any = true;
    watched.streams[ssrc] = { packets, flowed: flows || (before?.flowed ?? false) };
  }
  return any;
}
