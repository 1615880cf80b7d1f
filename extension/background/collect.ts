import type { TraceEvent } from '../trace/schema/events.ts';
import type { Batch } from '../wire/messages.ts';
import type { Router, Watcher } from './router.ts';

export interface Collected {
  events: TraceEvent[];
  dropped: number;
}

const beforeTheFirst = (_frameId: string): number => -1;

/** Everything the frames of a tab hold now, after what is had of each of them already. */
export async function collect(
  tabId: number,
  router: Router,
  { have = beforeTheFirst, timeoutMs = 10_000 } = {},
): Promise<Collected> {
  const collector = new Collector(tabId, have);
  try {
    const frameIds = await router.watch(collector);
    await collector.caughtUp(frameIds, timeoutMs);
  } finally {
    router.unwatch(collector);
  }
  return { events: [...collector.events.values()].flat(), dropped: collector.droppedTotal };
}

class Collector implements Watcher {
  readonly tabId: number;
  readonly events = new Map<string, TraceEvent[]>();
  readonly #reached = new Map<string, number>();
  readonly #dropped = new Map<string, number>();
  readonly #complete = new Set<string>();
  #progressed = () => {};

  readonly #have: (frameId: string) => number;

  constructor(tabId: number, have: (frameId: string) => number) {
    this.tabId = tabId;
    this.#have = have;
  }

  get droppedTotal(): number {
    return [...this.#dropped.values()].reduce((sum, dropped) => sum + dropped, 0);
  }

  have(frameId: string): number {
    return this.#reached.get(frameId) ?? this.#have(frameId);
  }

  batch({ frameId, events, reached, newest, dropped }: Batch): void {
    const held = this.events.get(frameId) ?? [];
    for (const event of events) held.push(event);
    this.events.set(frameId, held);
    this.#reached.set(frameId, Math.max(reached, this.have(frameId)));
    this.#dropped.set(frameId, dropped);
    if (reached >= newest) this.#complete.add(frameId);
    this.#progressed();
  }

  cleared(frameId: string): void {
    this.events.delete(frameId);
  }

  frames(): void {}

  /** A frame that is busy for longer is taken as it is. */
  caughtUp(frameIds: string[], timeoutMs: number): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, timeoutMs);
      this.#progressed = () => {
        if (!frameIds.every(frameId => this.#complete.has(frameId))) return;
        clearTimeout(timer);
        resolve();
      };
      this.#progressed();
    });
  }
}
