import { farthestBack, isTime, type ReadingRow } from '../reading-row.ts';
import { eventSchemas, type TraceEvent } from '../schema/events.ts';
import { keeps, type NumberPlace, numbersIn } from '../schema/exact.ts';
import { InvalidTrace, show, validEvent } from '../schema/validate.ts';
import { RowNumbers } from './row-numbers.ts';

/** Reads rows, given the readings in full that stand before them. */
export class RowReader {
  /** The newest of them, a ring; `null` for one that says more than is known here. */
  readonly #likes: (Like | null)[] = [];
  readonly #numbers = new RowNumbers();
  #inFull = 0;

  /** A reading in full has come, the event of that index: read from `value`, and valid. Rows upon it change it. */
  learn(event: TraceEvent, value: unknown, index: number): void {
    this.#likes[this.#inFull++ % (farthestBack + 1)] = event === value ? new Like(event, index) : null;
  }

  /**
   * Reads the row that begins at `from`, many times as fast as `JSON.parse` would; `null` when it is not whole, or not
   * written as we do: then it is for `read`.
   */
  match(bytes: Uint8Array, from: number): Like | null {
    const numbers = this.#numbers;
    if (!numbers.read(bytes, from + 1)) return null;
    const like = this.#at(numbers.values[0]);
    return like?.take(numbers) ? like : null;
  }

  /** Where the row that was matched last ends. */
  get end(): number {
    return this.#numbers.end;
  }

  /** Fills in what a row says. @throws InvalidTrace when it is none; `path` names it. */
  read(row: unknown[], path: string): Like {
    row.forEach((value, i) => {
      if (typeof value !== 'number') {
        throw new InvalidTrace(`${path}[${i}]: expected a number, got ${show(value)}`);
      }
    });
    const [back, ...differences] = row as ReadingRow;
    const like = this.#at(back);
    if (like === null) {
      throw new InvalidTrace(
        `${path}: the reading that it is like has fields that are unknown here. A newer IceScope may read it.`,
      );
    }
    if (!like) {
      throw new InvalidTrace(
        `${path}[0]: expected which of the ${Math.min(this.#inFull, farthestBack + 1)} readings in full before it is meant, got ${show(back)}`,
      );
    }
    like.fill(differences, path);
    return like;
  }

  #at(back = Number.NaN): Like | null | undefined {
    const known = back >= 0 && back <= farthestBack;
    return known ? this.#likes[(this.#inFull - 1 - back) % (farthestBack + 1)] : undefined;
  }
}

/** A reading that rows are like. */
export class Like {
  /** Which of the events it is. */
  readonly index: number;
  /** As it is, or as the newest row tells it; the next row changes it. */
  readonly reading: TraceEvent;
  #filled: Filled | null = null;

  constructor(reading: TraceEvent, index: number) {
    this.reading = reading;
    this.index = index;
  }

  /** Takes a row's differences, if they make a valid reading. */
  take({ values, length }: RowNumbers): boolean {
    const ready = this.#ready;
    const { places, current, clock } = ready;
    if (length - 1 > places.length) return false;
    const ran = clock >= 0 && clock + 1 < length ? values[clock + 1]! : 0;
    for (let i = 0; i < places.length; i++) {
      const value = numberAt(ready, i, i + 1 < length ? values[i + 1]! : 0, ran);
      if (value === current[i]) continue;
      const place = places[i]!;
      if (!keeps(value, place)) return false;
      place.holder[place.key] = value;
      current[i] = value;
    }
    return true;
  }

  /** @throws InvalidTrace when there are more than there are numbers, or they come to no valid reading. */
  fill(differences: number[], path: string): void {
    const ready = this.#ready;
    const { places, current, clock } = ready;
    if (differences.length > places.length) {
      throw new InvalidTrace(
        `${path}: expected at most ${places.length} differences, as the reading that it is like has numbers, got ${differences.length}`,
      );
    }
    const ran = differences[clock] ?? 0;
    places.forEach(({ holder, key }, i) => {
      current[i] = numberAt(ready, i, differences[i] ?? 0, ran);
      holder[key] = current[i];
    });
    validEvent(this.reading, path);
  }

  /** Most readings of a trace without rows are asked for nothing. */
  get #ready(): Filled {
    this.#filled ??= filled(this.reading);
    return this.#filled;
  }
}

/** The numbers of a reading that is filled in with one row after the other: lists, for typed arrays take long to make. */
interface Filled {
  places: NumberPlace[];
  /** The numbers of the reading in full. */
  original: number[];
  /** Those that it is filled with now. */
  current: number[];
  /** Which of them is the first time; -1 where none is. */
  clock: number;
  /** Which are times behind it. */
  follows: boolean[];
}

/** A number of the reading by the difference that is told of it, when its first time has run on by `ran`. */
function numberAt({ original, follows }: Filled, i: number, told: number, ran: number): number {
  return original[i]! + (follows[i] ? ran + told : told);
}

function filled(reading: TraceEvent): Filled {
  const places = numbersIn(eventSchemas.sample, reading);
  const original = places.map(({ holder, key }) => holder[key] as number);
  const clock = original.findIndex(isTime);
  const follows = original.map((number, i) => i > clock && isTime(number));
  return { places, original, current: original.slice(), clock, follows };
}
