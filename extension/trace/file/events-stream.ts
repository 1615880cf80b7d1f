import type { TraceEvent } from '../schema/events.ts';
import { InvalidTrace, validEvent } from '../schema/validate.ts';
import { joined } from './bytes.ts';
import { parseJson } from './json.ts';
import { elementEnd, objectsInARow, stringEnd } from './json-skip.ts';
import { Like, RowReader } from './row-reader.ts';
import { decoded, decodedPart } from './text.ts';

/** Nothing like it is an event: descriptions, the largest part of any, are bounded far below. */
const mostEventBytes = 16 * 1024 * 1024;

/** Enough to end most events. */
const seamBytes = 16 * 1024;

/** So many are decoded at once: each time costs more than a short event does. */
const atOnceBytes = 16 * 1024;

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openArray = 0x5b;
const closeArray = 0x5d;
const openObject = 0x7b;
const closeObject = 0x7d;
const isSpace = (byte: number) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
const name = '"events"';

export interface EventsSink {
  /** Events begin; `head` is the JSON of what stands before them, with its ends closed. */
  begin(head: string): void;
  /**
   * A valid event, which lies at [from, to) of the bytes at hand, as it is or as a row that is like the event of the
   * index `like`. It may be changed when the next one is read.
   */
  event(event: TraceEvent, from: number, to: number, like: number | null): void;
  /** There are no more events in these bytes. What is left of them, a part of one, is read again with the next. */
  consumed(bytes: Uint8Array<ArrayBuffer>): void;
}

/**
 * Takes the bytes of a JSON file piece by piece and hands on the elements of its top-level `"events"` one by one, so
 * that a file of any length is read within the memory of a piece. What else is in it is small, and is returned.
 */
export class EventsStream {
  readonly #sink: EventsSink;
  readonly #rows = new RowReader();
  readonly #outside: Uint8Array[] = [];
  #left: Uint8Array = new Uint8Array();
  /** Where in the file we are; inside of the events, what comes next. */
  #state: 'outside' | 'first' | 'element' | 'separator' = 'outside';
  /** What comes next is not whole yet. */
  #starved = false;
  #depth = 0;
  /** How much of `"events":` was just read. */
  #announced: 'nothing' | 'name' | 'all' = 'nothing';
  #found = false;
  #count = 0;

  constructor(sink: EventsSink) {
    this.#sink = sink;
  }

  /** Takes the next piece, which is the sink's from now on. @throws InvalidTrace that names the event that is wrong. */
  push(piece: Uint8Array<ArrayBuffer>): void {
    const from = this.#left.length > 0 ? this.#crossSeam(piece) : 0;
    if (from < piece.length) this.#left = this.#take(piece, from);
  }

  /**
   * Takes what was left of the piece before, together with as much of this one as it needs, so that the rest need not
   * be copied; where that rest begins.
   */
  #crossSeam(piece: Uint8Array): number {
    let from = 0;
    while (this.#left.length > 0 && from < piece.length) {
      const to = Math.min(piece.length, from + Math.max(seamBytes, this.#left.length));
      const left = this.#take(joined([this.#left, piece.subarray(from, to)]), 0);
      // What is left now may lie within this piece.
      const inside = left.length <= to - from;
      from = inside ? to - left.length : to;
      this.#left = inside ? new Uint8Array() : left;
    }
    return from;
  }

  /** Takes what is whole of these bytes; what is left of them. */
  #take(bytes: Uint8Array<ArrayBuffer>, from: number): Uint8Array {
    this.#starved = false;
    let at = from;
    while (at < bytes.length && !this.#starved) {
      at = this.#state === 'outside' ? this.#skipOutside(bytes, at) : this.#inside(bytes, at);
    }
    const left = bytes.slice(at);
    if (this.#state !== 'outside' && left.length > mostEventBytes) {
      throw new InvalidTrace(`${this.#place}: expected an event, got ${left.length} bytes and no end.`);
    }
    this.#sink.consumed(bytes);
    return left;
  }

  /** How much is held of what is outside. */
  get outsideBytes(): number {
    return this.#outside.reduce((sum, { length }) => sum + length, this.#left.length);
  }

  /** The file's text without its events. */
  finish(): string {
    const inside = this.#state !== 'outside';
    return decoded(joined(inside ? this.#outside : [...this.#outside, this.#left]));
  }

  get #place(): string {
    return `events[${this.#count}]`;
  }

  #skipOutside(bytes: Uint8Array, from: number): number {
    let at = from;
    while (at < bytes.length && !this.#starved && this.#state === 'outside') {
      const end = bytes[at] === quote ? stringEnd(bytes, at) : at + 1;
      this.#starved = end < 0;
      if (this.#starved) break;
      this.#note(bytes, at, end);
      at = end;
    }
    this.#outside.push(bytes.slice(from, at));
    if (this.#state !== 'outside') this.#sink.begin(`${decoded(joined(this.#outside))}]}`);
    return at;
  }

  /** Notes a string, or another byte, of what is outside. */
  #note(bytes: Uint8Array, at: number, end: number): void {
    const byte = bytes[at]!;
    if (isSpace(byte)) return;
    if (byte === openArray && this.#announced === 'all' && !this.#found) {
      this.#found = true;
      this.#state = 'first';
      return;
    }
    if (byte === openObject || byte === openArray) this.#depth++;
    if (byte === closeObject || byte === closeArray) this.#depth--;
    if (this.#depth === 1 && isName(bytes, at, end)) this.#announced = 'name';
    else this.#announced = byte === colon && this.#announced === 'name' ? 'all' : 'nothing';
  }

  /** Takes what comes next of the events: one of them, or what stands between. */
  #inside(bytes: Uint8Array, at: number): number {
    const byte = bytes[at]!;
    if (isSpace(byte)) return at + 1;
    if (byte === closeArray && this.#state !== 'element') {
      this.#state = 'outside';
      this.#outside.push(bytes.slice(at, at + 1));
      return at + 1;
    }
    if (this.#state !== 'separator') return this.#element(bytes, at);
    if (byte !== comma) throw new InvalidTrace(`${this.#place}: expected a comma before it.`);
    this.#state = 'element';
    return at + 1;
  }

  #element(bytes: Uint8Array, from: number): number {
    const like = bytes[from] === openArray ? this.#rows.match(bytes, from) : null;
    if (like) {
      this.#hand(like, from, this.#rows.end);
      return this.#rows.end;
    }
    const bounds = objectsInARow(bytes, from, from + atOnceBytes);
    return this.#several(bytes, bounds) ?? this.#single(bytes, from);
  }

  /** Takes events in full that stand in a row; where they end, or `null` when not all of them are JSON. */
  #several(bytes: Uint8Array, bounds: number[]): number | null {
    if (bounds.length === 0) return null;
    const end = bounds.at(-1)!;
    const values = valuesOf(bytes.subarray(bounds[0], end));
    if (values?.length !== bounds.length / 2) return null;
    for (let i = 0; i < values.length; i++)
      this.#hand(this.#inFull(values[i]), bounds[2 * i]!, bounds[2 * i + 1]!);
    return end;
  }

  #single(bytes: Uint8Array, from: number): number {
    const end = elementEnd(bytes, from);
    this.#starved = end < 0;
    if (this.#starved) return from;
    const value = parseJson(decodedPart(bytes.subarray(from, end)), this.#place);
    if (Array.isArray(value)) this.#hand(this.#rows.read(value, this.#place), from, end);
    else this.#hand(this.#inFull(value), from, end);
    return end;
  }

  #inFull(value: unknown): TraceEvent {
    const event = validEvent(value, this.#place);
    if (event.type === 'sample') this.#rows.learn(event, value, this.#count);
    return event;
  }

  #hand(read: Like | TraceEvent, from: number, to: number): void {
    if (read instanceof Like) this.#sink.event(read.reading, from, to, read.index);
    else this.#sink.event(read, from, to, null);
    this.#count++;
    this.#state = 'separator';
  }
}

/** The values of a list of JSON without its brackets; `null` when it is none. */
function valuesOf(bytes: Uint8Array): unknown[] | null {
  try {
    return JSON.parse(`[${decodedPart(bytes)}]`);
  } catch {
    return null;
  }
}

function isName(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from !== name.length) return false;
  for (let i = 0; i < name.length; i++) if (bytes[from + i] !== name.charCodeAt(i)) return false;
  return true;
}
