import type { TraceEvent } from '../trace/schema/events.ts';
import type { Batch } from '../wire/messages.ts';
import type { Router, Watcher } from './router.ts';

export interface Collected {
  events: TraceEvent[];
  dropped: number;
}

/** A frame that is busy for so long is taken as it is. */
const timeoutMs = 10_000;

/** Everything the frames of a tab hold now. */
export async function collect(tabId: number, router: Router): Promise<Collected> {
  const collector = new Collector(tabId);
  try {
    const frameIds = await router.watch(collector);
    await collector.caughtUp(frameIds);
  } finally {
    router.unwatch(collector);
  }
  return { events: [...collector.events.values()].flat(), dropped: collector.droppedTotal };
}

class Collector implements Watcher {
  readonly tabId: number;
  readonly events = new Map<string, TraceEvent[]>();
  readonly #dropped = new Map<string, number>();
  readonly #complete = new Set<string>();
  #progressed = () => {};

  constructor(tabId: number) {
    this.tabId = tabId;
  }

  get droppedTotal(): number {
    return [...this.#dropped.values()].reduce((sum, dropped) => sum + dropped, 0);
  }

  have(frameId: string): number {
    return this.events.get(frameId)?.at(-1)?.seq ?? -1;
  }

  batch({ frameId, events, reached, newest, dropped }: Batch): void {
    const held = this.events.get(frameId) ?? [];
    for (const event of events) held.push(event);
    this.events.set(frameId, held);
    this.#dropped.set(frameId, dropped);
    if (reached >= newest) this.#complete.add(frameId);
    this.#progressed();
  }

  cleared(frameId: string): void {
    this.events.delete(frameId);
  }

  frames(): void {}

  caughtUp(frameIds: string[]): Promise<void> {
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
