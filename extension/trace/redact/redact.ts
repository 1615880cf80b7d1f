import type { TraceEvent } from '../schema/events.ts';
import { Redaction } from './redaction.ts';

/** The events without an address in them; the fold makes the same restarts of them. */
export function redactEvents(events: TraceEvent[], redaction = new Redaction()): TraceEvent[] {
  for (const event of events) noteNames(event, redaction);
  return events.map(event => redactEvent(event, redaction));
}

/** Names are replaced in any text, also in what came before the URL that told them: first of all, note them. */
export function noteNames(event: TraceEvent, redaction: Redaction): void {
  if (named.has(event.type)) redaction.value(event);
}

export function redactEvent(event: TraceEvent, redaction: Redaction): TraceEvent {
  return event.type === 'sample' ? event : redaction.value(event);
}

const named = new Set<TraceEvent['type']>(['frame', 'connection', 'configuration', 'candidate-error']);
