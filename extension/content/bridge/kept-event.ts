import { rowOf, withDifferences } from '../../trace/reading-row.ts';
import type { TraceEvent } from '../../trace/schema/events.ts';

/**
 * An event as it lies in the buffer: as JSON, for as an object it would take nearly twice the memory. A reading is a
 * row upon one that several share, which takes a third of its JSON.
 */
export interface KeptEvent {
  json: string;
  upon: SharedReading | null;
}

export interface SharedReading {
  json: string;
  /** How many rest on it that are still in the buffer. */
  uses: number;
}

/** So many rest on the same one: the fewer, the sooner it goes with the last of them. */
const mostUses = 32;

/** Puts events into the form in which they are kept. */
export class EventKeeper {
  /** What the next reading of each connection is likely to be like. */
  readonly #newest = new Map<string, { reading: TraceEvent; shared: SharedReading; rows: number }>();

  keep(event: TraceEvent): KeptEvent {
    if (event.type !== 'sample') return { json: JSON.stringify(event), upon: null };
    const newest = this.#newest.get(event.connectionId);
    const row = newest && newest.rows < mostUses ? rowOf(event, newest.reading, 0) : null;
    if (newest && row) {
      newest.rows++;
      return { json: JSON.stringify(row), upon: newest.shared };
    }
    const shared = { json: JSON.stringify(event), uses: 0 };
    this.#newest.set(event.connectionId, { reading: event, shared, rows: 1 });
    return { json: '[0]', upon: shared };
  }

  /** The connection has ended. */
  forget(connectionId: string): void {
    this.#newest.delete(connectionId);
  }

  clear(): void {
    this.#newest.clear();
  }
}

/** The event that was kept. */
export function eventOf({ json, upon }: KeptEvent): TraceEvent {
  return upon ? withDifferences(JSON.parse(upon.json), JSON.parse(json)) : JSON.parse(json);
}
