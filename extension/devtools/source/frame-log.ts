import { createFold, type TraceFold } from '../../trace/fold/fold.ts';
import type { TraceEvent } from '../../trace/schema/events.ts';
import type { Batch } from '../../wire/messages.ts';
import type { Snapshot } from './source.ts';

interface Frame {
  events: TraceEvent[];
  /** Every event up to this sequence number is held, or missing for good. */
  reached: number;
  /** Events that the frame's buffer let go of before they came here. */
  missing: number;
}

/**
 * The events of the tab's frames and what they fold to. Events are kept as they came: a trace is saved from
 * them, and a frame that leaves is taken out of the view by folding the others anew.
 */
export class FrameLog {
  readonly #frames = new Map<string, Frame>();
  #gone = new Set<string>();
  #fold: TraceFold = createFold();

  /** Takes a batch; whether it told anything new. */
  append(batch: Batch): boolean {
    const frame = this.#frame(batch.frameId);
    const fresh = batch.events.filter(event => event.seq > frame.reached);
    const expected = Math.max(0, batch.reached - frame.reached);
    // What the buffer dropped after it had come here is not missing; and a frame that was cleared before
    // does not begin at 0, but has not dropped anything either.
    frame.missing += Math.min(expected - fresh.length, batch.dropped);
    frame.reached = Math.max(frame.reached, batch.reached);
    for (const event of fresh) {
      frame.events.push(event);
      this.#fold.apply(event);
    }
    return expected > 0;
  }

  /** The last sequence number held of each frame, for the worker to go on from. */
  have(): Record<string, number> {
    const have: Record<string, number> = {};
    for (const [id, { reached }] of this.#frames) {
      if (reached >= 0) have[id] = reached;
    }
    return have;
  }

  /** These frames are in the tab now; what is held of others stays, but goes on no more. */
  setPresent(frameIds: string[]): void {
    const present = new Set(frameIds);
    this.#gone = new Set([...this.#frames.keys()].filter(id => !present.has(id)));
  }

  /** Forgets what a frame has told. What comes from it later is new. */
  forget(frameId: string): void {
    this.#frames.delete(frameId);
    this.#gone.delete(frameId);
    this.#foldAnew();
  }

  /** Forgets the frames that are gone. */
  forgetGone(): void {
    if (this.#gone.size === 0) return;
    for (const id of this.#gone) this.#frames.delete(id);
    this.#gone.clear();
    this.#foldAnew();
  }

  events(): TraceEvent[] {
    return this.eventLists().flat();
  }

  /** What each frame has told, in its sequence; the lists grow in place. */
  eventLists(): TraceEvent[][] {
    return [...this.#frames.values()].map(frame => frame.events);
  }

  snapshot(): Snapshot {
    const gone = new Map<string, number>();
    for (const id of this.#gone) {
      const last = this.#frames.get(id)?.events.at(-1);
      if (last) gone.set(id, last.t);
    }
    let missing = 0;
    for (const frame of this.#frames.values()) missing += frame.missing;
    return { view: this.#fold.view, gone, missing };
  }

  #frame(id: string): Frame {
    let frame = this.#frames.get(id);
    if (!frame) {
      frame = { events: [], reached: -1, missing: 0 };
      this.#frames.set(id, frame);
    }
    return frame;
  }

  #foldAnew(): void {
    this.#fold = createFold();
    for (const { events } of this.#frames.values()) {
      for (const event of events) this.#fold.apply(event);
    }
  }
}
