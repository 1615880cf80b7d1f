import { readdirSync, readFileSync } from 'node:fs';
import type { TraceEvent } from '../../extension/trace/schema/events.ts';
import type { Trace } from '../../extension/trace/schema/trace.ts';

const directory = new URL('../traces/', import.meta.url);

/** Traces of both browsers that hold, together, every kind of event. */
export const realTraces: Trace[] = readdirSync(directory)
  .filter(file => /path-lost|two-transports|data-channels|rejects/.test(file))
  .map(file => JSON.parse(readFileSync(new URL(file, directory), 'utf8')));

export const realEvents: TraceEvent[] = realTraces.flatMap(({ events }) => events);

/** One of each kind. */
export const oneOfEach: TraceEvent[] = [...new Map(realEvents.map(event => [event.type, event])).values()];

export const realDescriptions: string[] = [
  ...new Set(realEvents.flatMap(event => (event.type === 'description' ? [event.sdp] : []))),
];
