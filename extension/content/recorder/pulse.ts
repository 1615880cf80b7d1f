import type { InboundStream } from '../../trace/schema/sample.ts';
import { append, deref, max, NativeWeakRef } from './builtins.ts';
import { getSources, connection as native, transceiver } from './native.ts';
import { own, ownNumber } from './reading.ts';
import type { StatsReading } from './stats.ts';

/** When the newest packet was played so long ago, none has come since. */
const staleMs = { audio: 70, video: 200 };
/** Or when so many should have come; but a stream of rare packets tells too late. */
const staleAfter = 4;
const mostSpacingMs = 100;
/** So many receivers are tried for one path: each look holds the page for a moment. */
const mostTried = 4;
/** After so many alarms in a row about nothing, this is no way to look at the connection for a while, … */
const mostFalseAlarms = 3;
/** … nor when nothing was found to look at so often: a packet is now and then played late. */
const mostMisses = 3;
const blindMs = 30_000;

interface Sight {
  receiver: WeakRef<object>;
  ssrc: number;
  transport: string | undefined;
  staleMs: number;
}

/** Mean distance of a stream's packets. */
type Spacing = (ssrc: number) => number;

/**
 * Whether media still arrives, by a look that costs a tenth of `getStats`: the time of the packet that a
 * receiver played last (`getSynchronizationSources`). One stream of each path is looked at, audio where there
 * is any. Not every stream can be: it must be playing, and dense enough for its silence to mean something.
 */
export class Pulse {
  #sights: Sight[] = [];
  #falseAlarms = 0;
  #misses = 0;
  #blindUntil = 0;

  /** Whether a look tells anything. */
  get sees(): boolean {
    return this.#sights.length > 0;
  }

  /** Whether packets were played on every path just now. */
  beats(t: number): boolean {
    for (let i = 0; i < this.#sights.length; i++) {
      if (!isFresh(this.#sights[i]!, t)) return false;
    }
    return this.sees;
  }

  /** A reading saw nothing of what a look was alarmed about. */
  falseAlarm(t: number): void {
    this.#sights = [];
    if (++this.#falseAlarms < mostFalseAlarms) return;
    this.#falseAlarms = 0;
    this.#blindUntil = t + blindMs;
  }

  /** After a reading in which media flowed: looks at what has been looked at, or chooses what can be. */
  follow(connection: object, reading: StatsReading, spacing: Spacing, t: number): void {
    if (this.beats(t)) {
      this.#falseAlarms = 0;
      return;
    }
    this.#sights = [];
    if (t < this.#blindUntil) return;
    const paths = choose(connection, reading, spacing, t);
    this.#sights = paths ?? [];
    this.#misses = paths ? 0 : this.#misses + 1;
    if (this.#misses < mostMisses) return;
    this.#misses = 0;
    this.#blindUntil = t + blindMs;
  }
}

/** One sight for each path that carries streams to us; `null` when one of the paths has none. */
function choose(connection: object, { inbound }: StatsReading, spacing: Spacing, t: number): Sight[] | null {
  const sights: Sight[] = [];
  for (let i = 0; i < inbound.length; i++) {
    const { transport } = inbound[i]!;
    if (watches(sights, transport)) continue;
    const sight =
      find(connection, inbound, 'audio', transport, spacing, t) ??
      find(connection, inbound, 'video', transport, spacing, t);
    if (!sight) return null;
    append(sights, sight);
  }
  return sights;
}

function watches(sights: Sight[], transport: string | undefined): boolean {
  for (let i = 0; i < sights.length; i++) {
    if (sights[i]!.transport === transport) return true;
  }
  return false;
}

function find(
  connection: object,
  inbound: InboundStream[],
  kind: InboundStream['kind'],
  transport: string | undefined,
  spacing: Spacing,
  t: number,
): Sight | null {
  let tried = 0;
  const transceivers = native.getTransceivers?.(connection) as object[] | undefined;
  for (let i = 0; transceivers && i < transceivers.length && tried < mostTried; i++) {
    const mid = transceiver.mid(transceivers[i]!);
    const ssrc = denseStream(inbound, mid, kind, transport, spacing);
    if (ssrc === undefined) continue;
    tried++;
    const sight = {
      receiver: new NativeWeakRef(transceiver.receiver(transceivers[i]!) as object),
      ssrc,
      transport,
      staleMs: max(staleMs[kind], staleAfter * spacing(ssrc)),
    };
    if (isFresh(sight, t)) return sight;
  }
  return null;
}

function denseStream(
  inbound: InboundStream[],
  mid: unknown,
  kind: InboundStream['kind'],
  transport: string | undefined,
  spacing: Spacing,
): number | undefined {
  for (let i = 0; i < inbound.length; i++) {
    const stream = inbound[i]!;
    const fits = stream.mid === mid && stream.kind === kind && stream.transport === transport;
    if (fits && spacing(stream.ssrc) <= mostSpacingMs) return stream.ssrc;
  }
  return undefined;
}

function isFresh({ receiver, ssrc, staleMs }: Sight, t: number): boolean {
  const target = deref(receiver);
  const sources = target && (getSources?.(target) as object[] | undefined);
  for (let i = 0; sources && i < sources.length; i++) {
    const source = sources[i]!;
    if (own(source, 'source') !== ssrc) continue;
    const ageMs = t - (ownNumber(source, 'timestamp') ?? 0);
    // Should a browser count from elsewhere, this is no way to look.
    return ageMs < staleMs && ageMs > -staleMs;
  }
  return false;
}
