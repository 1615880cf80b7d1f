import { type ReadonlySignal, signal } from '@preact/signals';
import type { EventHead, EventSeries } from '../../trace/event-series.ts';
import type { EventType, TraceEvent } from '../../trace/schema/events.ts';

type Lists = readonly EventSeries[];

export interface SlicedFilterOptions {
  /** Calls back when others had their turn. */
  later(callback: () => void): void;
  /** Monotonic milliseconds. */
  elapsed(): number;
}

export interface Filtered {
  /** In order of time. Grows in place. */
  rows: readonly TraceEvent[];
  /** Of all events, those that were looked at. */
  scanned: number;
  total: number;
}

/** A slice leaves most of a frame's 16 ms to everything else. */
const sliceMs = 6;
/** The clock is looked at once for so many events. */
const clockEvery = 256;

/**
 * The events that pass a filter, merged in order of time out of the lists of several frames. It works in slices,
 * so a million events freeze nothing, and goes on where it stopped when the lists have grown.
 */
export class SlicedFilter {
  readonly #options: SlicedFilterOptions;
  #lists: Lists = [];
  #cursors: number[] = [];
  #passes: (event: TraceEvent) => boolean = () => true;
  #types: ReadonlySet<EventType> | null = null;
  #rows: TraceEvent[] = [];
  #running = false;
  #disposed = false;
  readonly #state = signal<Filtered>({ rows: [], scanned: 0, total: 0 });
  readonly state: ReadonlySignal<Filtered> = this.#state;

  constructor(options: SlicedFilterOptions) {
    this.#options = options;
  }

  /** Begins anew with another filter. Events of other `types` are not even read. */
  filter(passes: (event: TraceEvent) => boolean, types: ReadonlySet<EventType> | null = null): void {
    this.#passes = passes;
    this.#types = types;
    this.#restart();
  }

  /** Takes the lists as they are now; when these are others than before, another trace is shown. */
  take(lists: Lists): void {
    const grown = this.#lists.every((list, i) => lists[i] === list);
    this.#lists = lists;
    if (grown) this.#run();
    else this.#restart();
  }

  dispose(): void {
    this.#disposed = true;
  }

  #restart(): void {
    this.#cursors = [];
    this.#rows = [];
    this.#run();
  }

  #run(): void {
    if (this.#running) return;
    this.#running = true;
    this.#slice();
  }

  #slice(): void {
    if (this.#disposed) return;
    const until = this.#options.elapsed() + sliceMs;
    let more = true;
    for (let i = 1; more; i++) {
      more = this.#next();
      if (i % clockEvery === 0 && this.#options.elapsed() >= until) break;
    }
    const scanned = this.#cursors.reduce((sum, cursor) => sum + cursor, 0);
    const total = this.#lists.reduce((sum, list) => sum + list.length, 0);
    this.#state.value = { rows: this.#rows, scanned, total };
    this.#running = more;
    if (more) this.#options.later(() => this.#slice());
  }

  /** Looks at the earliest event that was not looked at; whether there was one. */
  #next(): boolean {
    let earliest = -1;
    let head: EventHead | undefined;
    for (let i = 0; i < this.#lists.length; i++) {
      const candidate = headAt(this.#lists[i]!, this.#cursors[i] ?? 0);
      if (candidate && (!head || candidate.t < head.t)) {
        head = candidate;
        earliest = i;
      }
    }
    if (!head) return false;
    const at = this.#cursors[earliest] ?? 0;
    this.#cursors[earliest] = at + 1;
    if (this.#types?.has(head.type) === false) return true;
    const event = this.#lists[earliest]!.at(at)!;
    if (this.#passes(event)) insert(this.#rows, event);
    return true;
  }
}

const headAt = (list: EventSeries, index: number): EventHead | undefined =>
  list.headAt ? list.headAt(index) : list.at(index);

/** A frame's news may come after later ones of another frame. */
function insert(rows: TraceEvent[], event: TraceEvent): void {
  const last = rows.at(-1);
  if (!last || last.t <= event.t) rows.push(event);
  else rows.splice(firstAfter(rows, event.t), 0, event);
}

/** The index of the first event after `t`, or how many there are. */
export function firstAfter(rows: EventSeries, t: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (headAt(rows, middle)!.t <= t) low = middle + 1;
    else high = middle;
  }
  return low;
}
