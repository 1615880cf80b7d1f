import { createFold, restartsOf, type TraceFold } from '../trace/fold/fold.ts';
import type { TraceEvent } from '../trace/schema/events.ts';
import type { FrameCount } from './store.ts';

/** Calls that were under way may end a little after their connection did. */
const lingering = 100;

/**
 * Counts a frame's restarts as they happen. A recording may go on for days: idle readings, which are nearly all
 * there is, are left out, and so is what a connection did once it has ended. Who asked and what came of it depends
 * on neither, nor on other connections.
 */
export class Tally {
  /** Of connections that are open, by their names. */
  readonly #open = new Map<string, TraceFold>();
  /** Of those that ended last, the latest at the end. */
  readonly #ended = new Map<string, TraceFold>();
  #settled: FrameCount = { restarts: 0, failed: 0 };

  apply(events: TraceEvent[]): void {
    for (const event of events) {
      const { connectionId } = event;
      if (connectionId === null || (event.type === 'sample' && event.pace === 'slow')) continue;
      this.#foldOf(connectionId).apply(event);
      if (isEnd(event)) this.#end(connectionId);
    }
  }

  get count(): FrameCount {
    return [...this.#open.values(), ...this.#ended.values()].map(countOf).reduce(sum, this.#settled);
  }

  #foldOf(connectionId: string): TraceFold {
    const known = this.#open.get(connectionId) ?? this.#ended.get(connectionId);
    if (known) return known;
    const fold = createFold();
    this.#open.set(connectionId, fold);
    return fold;
  }

  #end(connectionId: string): void {
    this.#ended.set(connectionId, this.#foldOf(connectionId));
    this.#open.delete(connectionId);
    if (this.#ended.size <= lingering) return;
    const [oldest, fold] = this.#ended.entries().next().value!;
    this.#settled = sum(this.#settled, countOf(fold));
    this.#ended.delete(oldest);
  }
}

function isEnd(event: TraceEvent): boolean {
  return event.type === 'forgotten' || (event.type === 'result' && event.method === 'close');
}

function countOf({ view }: TraceFold): FrameCount {
  const restarts = restartsOf(view);
  return {
    restarts: restarts.length,
    failed: restarts.filter(({ outcome }) => outcome === 'failed').length,
  };
}

function sum(a: FrameCount, b: FrameCount): FrameCount {
  return { restarts: a.restarts + b.restarts, failed: a.failed + b.failed };
}
