import { signal } from '@preact/signals';
import type { Snapshot, SourceStatus, TraceSource } from '../../../extension/devtools/source/source.ts';
import { createFold } from '../../../extension/trace/fold/fold.ts';
import type { TraceEvent } from '../../../extension/trace/schema/events.ts';
import type { Trace } from '../../../extension/trace/schema/trace.ts';
import { validEvent } from '../../../extension/trace/schema/validate.ts';
import { type LongCallOptions, longCall } from '../long-call.ts';

/** As many events are taken at a time as a reader hands on, and between two slices the page may breathe. */
const sliceSize = 4_000;

export interface Opened {
  source: TraceSource;
  events: number;
  restarts: number;
  parseMs: number;
  validateMs: number;
  foldMs: number;
  longestSliceMs: number;
}

/**
 * Takes a long trace as a reader does: parsed, validated, folded, slice by slice. Each part is timed by itself;
 * making the trace up is not.
 */
export async function openLongTrace(trace: Trace, size: LongCallOptions): Promise<Opened> {
  const fold = createFold();
  const times = { parseMs: 0, validateMs: 0, foldMs: 0, longestSliceMs: 0 };
  const call = longCall(trace, size);
  for (let text = nextSlice(call); text !== null; text = nextSlice(call)) {
    const start = performance.now();
    const events = JSON.parse(text) as unknown[];
    const parsed = performance.now();
    const valid = events.map((event, index) => validEvent(event, `events[${index}]`));
    const validated = performance.now();
    for (const event of valid) fold.apply(event);
    const folded = performance.now();
    times.parseMs += parsed - start;
    times.validateMs += validated - parsed;
    times.foldMs += folded - validated;
    times.longestSliceMs = Math.max(times.longestSliceMs, folded - parsed);
    await new Promise(resolve => setTimeout(resolve));
  }
  const { view } = fold;
  const restarts = [...view.connections.values()].reduce((sum, each) => sum + each.restarts.length, 0);
  return { ...times, events: view.events, restarts, source: over({ view, gone: new Map(), missing: 0 }) };
}

function nextSlice(call: Generator<TraceEvent>): string | null {
  const events: TraceEvent[] = [];
  while (events.length < sliceSize) {
    const { done, value } = call.next();
    if (done) break;
    events.push(value);
  }
  return events.length > 0 ? JSON.stringify(events) : null;
}

function over(snapshot: Snapshot): TraceSource {
  return {
    snapshot: signal(snapshot),
    status: signal<SourceStatus>('ended'),
    refusal: signal<string | null>(null),
    commands: null,
    now: () => snapshot.view.to ?? 0,
    events: () => [],
    eventLists: () => [],
  };
}
