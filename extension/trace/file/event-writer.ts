import { farthestBack, rowOf } from '../reading-row.ts';
import type { EventOf, TraceEvent } from '../schema/events.ts';

/** So many rows are like one reading: the further from it, the longer they get. */
const mostRows = 250;

interface Like {
  reading: EventOf<'sample'>;
  /** How many readings had been written in full before it. */
  number: number;
  rows: number;
}

/** Writes events, in their order, as a saved trace has them: most readings as rows. */
export class EventWriter {
  /** The newest reading in full of each connection and pace. */
  readonly #likes = new Map<string, Like>();
  #inFull = 0;

  /** The JSON of the next event. */
  text(event: TraceEvent): string {
    return (event.type === 'sample' && this.#row(event)) || JSON.stringify(event);
  }

  #row(reading: EventOf<'sample'>): string | null {
    const key = `${reading.pace} ${reading.connectionId}`;
    const like = this.#likes.get(key);
    const back = like ? this.#inFull - 1 - like.number : 0;
    const row =
      like && like.rows < mostRows && back <= farthestBack ? rowOf(reading, like.reading, back) : null;
    if (!like || !row) {
      this.#likes.set(key, { reading, number: this.#inFull++, rows: 0 });
      return null;
    }
    like.rows++;
    return `[${row.join()}]`;
  }
}
