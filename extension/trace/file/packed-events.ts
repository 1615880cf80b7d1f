import { bisectRight } from 'd3-array';
import type { EventHead, EventSeries } from '../event-series.ts';
import { withDifferences } from '../reading-row.ts';
import { type EventType, eventSchemas, type TraceEvent } from '../schema/events.ts';
import { validEvent } from '../schema/validate.ts';

const types = Object.keys(eventSchemas) as EventType[];
const numberOfType = new Map(types.map((type, number) => [type, number]));

/** Events as the JSON they were read from, and where in it each of them lies: all arrays can be transferred. */
export interface EventChunk {
  bytes: Uint8Array<ArrayBuffer>;
  from: Uint32Array<ArrayBuffer>;
  to: Uint32Array<ArrayBuffer>;
  t: Float64Array<ArrayBuffer>;
  type: Uint8Array<ArrayBuffer>;
  /** Index among the names of the frames. */
  frame: Uint32Array<ArrayBuffer>;
  /** Index of the event that it is a row upon; its own where it stands in full. */
  like: Uint32Array<ArrayBuffer>;
}

type Columns = Omit<EventChunk, 'bytes'>;

interface Place {
  chunk: EventChunk;
  row: number;
}

/** Notes events, of which a chunk is made. */
export class EventPacker {
  readonly frames: string[] = [];
  readonly #frameNumbers = new Map<string, number>();
  /** Of the chunk that is being noted; behind its last event there is room for more. */
  #columns = columnsFor(1_024);
  #length = 0;
  #count = 0;

  /** `like`: the index of the event that it is a row upon. */
  note({ t, type, frameId }: TraceEvent, from: number, to: number, like: number | null): void {
    if (this.#length === this.#columns.t.length) this.#grow();
    const columns = this.#columns;
    const row = this.#length++;
    columns.from[row] = from;
    columns.to[row] = to;
    columns.t[row] = t;
    columns.type[row] = numberOfType.get(type)!;
    columns.frame[row] = this.#frameNumber(frameId);
    columns.like[row] = like ?? this.#count;
    this.#count++;
  }

  /** All that was noted since the last chunk, which lies in these bytes; `null` where that is nothing. */
  pack(bytes: Uint8Array<ArrayBuffer>): EventChunk | null {
    const length = this.#length;
    this.#length = 0;
    if (length === 0) return null;
    const columns = columnsFor(length);
    for (const name of names) columns[name].set(this.#columns[name].subarray(0, length));
    return { bytes, ...columns };
  }

  #grow(): void {
    const columns = columnsFor(2 * this.#length);
    for (const name of names) columns[name].set(this.#columns[name]);
    this.#columns = columns;
  }

  #frameNumber(frameId: string): number {
    let number = this.#frameNumbers.get(frameId);
    if (number === undefined) {
      number = this.frames.push(frameId) - 1;
      this.#frameNumbers.set(frameId, number);
    }
    return number;
  }
}

/** All in one piece of memory: so they are handed on at once. */
function columnsFor(length: number): Columns {
  const memory = new ArrayBuffer(length * bytesPerEvent);
  return {
    t: new Float64Array(memory, 0, length),
    from: new Uint32Array(memory, length * 8, length),
    to: new Uint32Array(memory, length * 12, length),
    frame: new Uint32Array(memory, length * 16, length),
    like: new Uint32Array(memory, length * 20, length),
    type: new Uint8Array(memory, length * 24, length),
  };
}

const bytesPerEvent = 25;
const names = ['t', 'from', 'to', 'frame', 'like', 'type'] as const;

/** Packed events as a list: a million of them take what their JSON takes, and each is read when it is asked for. */
export class PackedEvents implements EventSeries {
  readonly #chunks: EventChunk[];
  /** How many events there are up to the end of each chunk. */
  readonly #ends: number[] = [];
  readonly length: number;

  constructor(chunks: EventChunk[]) {
    this.#chunks = chunks;
    let length = 0;
    for (const { t } of chunks) {
      length += t.length;
      this.#ends.push(length);
    }
    this.length = length;
  }

  at(index: number): TraceEvent | undefined {
    const place = this.#placeOf(index);
    return place && this.#eventAt(place);
  }

  *[Symbol.iterator](): Generator<TraceEvent> {
    for (let index = 0; index < this.length; index++) yield this.at(index)!;
  }

  headAt(index: number): EventHead | undefined {
    const place = this.#placeOf(index);
    return place && { t: place.chunk.t[place.row]!, type: types[place.chunk.type[place.row]!]! };
  }

  slice(from = 0, to = this.length): TraceEvent[] {
    const last = Math.min(to, this.length);
    return Array.from({ length: Math.max(0, last - from) }, (_, i) => this.at(from + i)!);
  }

  /** The events of each frame, in the order in which the frames appeared. */
  byFrame(frames: string[]): Map<string, EventSeries> {
    if (frames.length === 1) return new Map([[frames[0]!, this]]);
    const indices = frames.map((): number[] => []);
    let index = 0;
    for (const { frame } of this.#chunks) for (const number of frame) indices[number]!.push(index++);
    return new Map(frames.map((id, number) => [id, new Selected(this, Uint32Array.from(indices[number]!))]));
  }

  /** It was valid when it was packed; what the schema does not know is left out again. */
  #eventAt({ chunk, row }: Place): TraceEvent {
    const value = jsonAt(chunk, row);
    if (!Array.isArray(value)) return validEvent(value, 'event');
    const like = this.#placeOf(chunk.like[row]!)!;
    return withDifferences(jsonAt(like.chunk, like.row) as TraceEvent, value);
  }

  #placeOf(index: number): Place | undefined {
    const positive = index < 0 ? this.length + index : index;
    const number = bisectRight(this.#ends, positive);
    const chunk = this.#chunks[number];
    return chunk && positive >= 0 ? { chunk, row: positive - (this.#ends[number - 1] ?? 0) } : undefined;
  }
}

/** Some events of a list. */
class Selected implements EventSeries {
  readonly #all: PackedEvents;
  readonly #indices: Uint32Array;

  constructor(all: PackedEvents, indices: Uint32Array) {
    this.#all = all;
    this.#indices = indices;
  }

  get length(): number {
    return this.#indices.length;
  }

  at(index: number): TraceEvent | undefined {
    const of = this.#indices.at(index);
    return of === undefined ? undefined : this.#all.at(of);
  }

  headAt(index: number): EventHead | undefined {
    const of = this.#indices.at(index);
    return of === undefined ? undefined : this.#all.headAt(of);
  }

  slice(from = 0, to = this.length): TraceEvent[] {
    return Array.from(this.#indices.subarray(from, to), index => this.#all.at(index)!);
  }
}

const decoder = new TextDecoder();

function jsonAt({ bytes, from, to }: EventChunk, row: number): unknown {
  return JSON.parse(decoder.decode(bytes.subarray(from[row]!, to[row]!)));
}
