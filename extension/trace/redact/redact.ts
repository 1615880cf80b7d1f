import type { TraceEvent } from '../schema/events.ts';
import { Redaction } from './redaction.ts';

/** The events without an address in them; the fold makes the same restarts of them. */
export function redactEvents(events: TraceEvent[], redaction = new Redaction()): TraceEvent[] {
  // Names are replaced in any text, also in what came before the URL that told them.
  for (const event of events) if (named.has(event.type)) redaction.value(event);
  return events.map(event => (event.type === 'sample' ? event : redaction.value(event)));
}

const named = new Set<TraceEvent['type']>(['frame', 'connection', 'configuration', 'candidate-error']);
