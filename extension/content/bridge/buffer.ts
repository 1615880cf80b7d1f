import type { RecordedEvent, TraceEvent } from '../../trace/schema/events.ts';
import { EventKeeper, eventOf, type KeptEvent } from './kept-event.ts';

/** What the buffer may hold, in bytes of memory. */
export const maxBytes = 7_500_000;
/** And of that, what was recorded of connections that were closed and never in trouble. */
const maxUneventfulBytes = 1_000_000;
/** A single event may not be larger. */
const maxEventBytes = 300_000;

/** What an event takes beside its JSON, as measured. */
const overheadBytes = 430;

/** In this order events are let go of, the oldest of a rank first. */
enum Rank {
  /** A reading while all was well. */
  IdleSample,
  /** All of a connection that was closed and never in trouble. */
  Uneventful,
  /** Candidates, and the calls that handed them over. */
  Candidate,
  /** A reading around a restart or a stall. */
  BusySample,
  /** Descriptions, states, pairs: what makes a restart. */
  Structure,
}
const ranks = [Rank.IdleSample, Rank.Uneventful, Rank.Candidate, Rank.BusySample, Rank.Structure];

interface Entry extends KeptEvent {
  seq: number;
  rank: Rank;
}

/** The entries of one rank, oldest first. */
interface Shelf {
  seqs: Set<number>;
  bytes: number;
}

/** What the buffer remembers of a connection that is still open, or was in trouble. */
interface Life {
  seqs: number[];
  eventful: boolean;
}

/**
 * Everything a frame recorded since its page was loaded, bounded. When it is full it lets go of what tells
 * least: first readings of calls that were well, last what belongs to a restart.
 */
export class FrameBuffer {
  readonly #frameId: string;
  readonly #limit: number;
  readonly #entries = new Map<number, Entry>();
  readonly #keeper = new EventKeeper();
  readonly #shelves = new Map<Rank, Shelf>(ranks.map(rank => [rank, { seqs: new Set(), bytes: 0 }]));
  readonly #lives = new Map<string, Life>();
  /** The newest idle reading of each connection: where a gap may turn out to have begun. */
  readonly #lastIdle = new Map<string, number>();
  #next = 0;
  #oldest = 0;
  #bytes = 0;
  #dropped = 0;

  constructor(frameId: string, limit = maxBytes) {
    this.#frameId = frameId;
    this.#limit = limit;
  }

  /** Highest sequence number given out; -1 before the first. */
  get newest(): number {
    return this.#next - 1;
  }

  get dropped(): number {
    return this.#dropped;
  }

  get bytes(): number {
    return this.#bytes;
  }

  push(recorded: RecordedEvent): void {
    const event = this.#stamp(recorded);
    const kept = this.#keeper.keep(event);
    if (lengthOf(kept) > maxEventBytes) {
      this.#dropped++;
      return;
    }
    const rank = rankOf(event);
    const entry = { ...kept, seq: event.seq, rank };
    this.#entries.set(event.seq, entry);
    this.#bytes += bytesOf(entry);
    if (entry.upon && entry.upon.uses++ === 0) this.#bytes += bytesOf(entry.upon);
    this.#shelve(entry);
    if (event.connectionId !== null) this.#live(event.connectionId, event, rank);
    while (this.#shelves.get(Rank.Uneventful)!.bytes > maxUneventfulBytes) this.#dropOldest(Rank.Uneventful);
    while (this.#bytes > this.#limit && ranks.some(each => this.#dropOldest(each)));
  }

  /** The events after a sequence number, oldest first, until so many bytes are reached. */
  after(seq: number, enoughBytes: number): TraceEvent[] {
    const events: TraceEvent[] = [];
    let bytes = 0;
    for (let i = Math.max(seq + 1, this.#oldest); i < this.#next && bytes < enoughBytes; i++) {
      const entry = this.#entries.get(i);
      if (!entry) continue;
      events.push(eventOf(entry));
      bytes += lengthOf(entry);
    }
    return events;
  }

  clear(): void {
    this.#entries.clear();
    for (const shelf of this.#shelves.values()) {
      shelf.seqs.clear();
      shelf.bytes = 0;
    }
    this.#lives.clear();
    this.#lastIdle.clear();
    this.#keeper.clear();
    this.#oldest = this.#next;
    this.#bytes = 0;
    this.#dropped = 0;
  }

  #stamp(recorded: RecordedEvent): TraceEvent {
    const { connectionId } = recorded;
    return {
      ...recorded,
      seq: this.#next++,
      frameId: this.#frameId,
      connectionId: connectionId === null ? null : `${this.#frameId}.${connectionId}`,
    } as TraceEvent;
  }

  #live(connectionId: string, event: TraceEvent, rank: Rank): void {
    let life = this.#lives.get(connectionId);
    if (!life) {
      life = { seqs: [], eventful: false };
      this.#lives.set(connectionId, life);
    }
    if (!life.eventful && isTrouble(event)) life.eventful = true;
    if (rank === Rank.IdleSample) this.#lastIdle.set(connectionId, event.seq);
    if (rank === Rank.BusySample) this.#keepLastIdle(connectionId);
    if (!life.eventful && rank !== Rank.IdleSample) life.seqs.push(event.seq);
    if (isEnd(event)) this.#endLife(connectionId, life);
  }

  /** The reading before a fast phase tells when the last packet came. */
  #keepLastIdle(connectionId: string): void {
    const seq = this.#lastIdle.get(connectionId);
    if (seq === undefined) return;
    this.#lastIdle.delete(connectionId);
    this.#rerank(seq, Rank.BusySample);
  }

  #endLife(connectionId: string, life: Life): void {
    this.#lives.delete(connectionId);
    this.#lastIdle.delete(connectionId);
    this.#keeper.forget(connectionId);
    if (life.eventful) return;
    for (const seq of life.seqs) this.#rerank(seq, Rank.Uneventful);
  }

  #rerank(seq: number, rank: Rank): void {
    const entry = this.#entries.get(seq);
    if (!entry) return;
    this.#unshelve(entry);
    entry.rank = rank;
    this.#shelve(entry);
  }

  #shelve(entry: Entry): void {
    const shelf = this.#shelves.get(entry.rank)!;
    shelf.seqs.add(entry.seq);
    shelf.bytes += bytesOf(entry);
  }

  #unshelve(entry: Entry): void {
    const shelf = this.#shelves.get(entry.rank)!;
    shelf.seqs.delete(entry.seq);
    shelf.bytes -= bytesOf(entry);
  }

  #dropOldest(rank: Rank): boolean {
    for (const seq of this.#shelves.get(rank)!.seqs) {
      const entry = this.#entries.get(seq)!;
      this.#unshelve(entry);
      this.#entries.delete(seq);
      this.#bytes -= bytesOf(entry);
      if (entry.upon && --entry.upon.uses === 0) this.#bytes -= bytesOf(entry.upon);
      this.#dropped++;
      return true;
    }
    return false;
  }
}

function bytesOf({ json }: { json: string }): number {
  return json.length + overheadBytes;
}

/** Of the JSON of the event itself, about. */
function lengthOf({ json, upon }: KeptEvent): number {
  return (upon ?? { json }).json.length;
}

function rankOf(event: TraceEvent): Rank {
  if (event.type === 'sample') return event.pace === 'slow' ? Rank.IdleSample : Rank.BusySample;
  const isCandidate = event.type === 'candidate' || event.type === 'candidate-error';
  const handsOver = (event.type === 'call' || event.type === 'result') && event.method === 'addIceCandidate';
  return isCandidate || handsOver ? Rank.Candidate : Rank.Structure;
}

function isTrouble(event: TraceEvent): boolean {
  if (event.type === 'state') return event.state === 'disconnected' || event.state === 'failed';
  return event.type === 'call' && (event.method === 'restartIce' || event.iceRestart === true);
}

function isEnd(event: TraceEvent): boolean {
  return event.type === 'forgotten' || (event.type === 'result' && event.method === 'close');
}
