import { createFold, restartsOf } from '../trace/fold/fold.ts';
import type { TraceEvent } from '../trace/schema/events.ts';
import type { FrameCount } from './store.ts';

/**
 * Counts a frame's restarts as they happen. Idle readings, which are nearly all there is, are left out: who
 * asked and what came of it does not depend on them, and a recording may go on for days.
 */
export class Tally {
  readonly #fold = createFold();

  apply(events: TraceEvent[]): void {
    for (const event of events) {
      if (event.type !== 'sample' || event.pace !== 'slow') this.#fold.apply(event);
    }
  }

  get count(): FrameCount {
    const restarts = restartsOf(this.#fold.view);
    return {
      restarts: restarts.length,
      failed: restarts.filter(({ outcome }) => outcome === 'failed').length,
    };
  }
}
