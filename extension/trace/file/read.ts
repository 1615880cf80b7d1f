import type { TraceEvent } from '../schema/events.ts';
import { type Trace, traceHead } from '../schema/trace.ts';
import { InvalidTrace, show, valid, validEvent } from '../schema/validate.ts';
import { parseJson } from './json.ts';
import { RowReader } from './row-reader.ts';

/**
 * Reads the text of a saved trace.
 * @throws InvalidTrace that says what is wrong and where; nothing is read in part.
 */
export function readTrace(text: string): Trace {
  return traceOf(parseJson(text));
}

/** Reads what the JSON of a saved trace came to. @throws InvalidTrace */
export function traceOf(value: unknown): Trace {
  const head = headOf(value);
  return { ...head, events: eventsOf(head.events) };
}

function eventsOf(values: unknown[]): TraceEvent[] {
  const rows = new RowReader();
  return values.map((value, index) => {
    const path = `events[${index}]`;
    if (Array.isArray(value)) return structuredClone(rows.read(value, path).reading);
    const event = validEvent(value, path);
    if (event.type !== 'sample') return event;
    rows.learn(event, value, index);
    return structuredClone(event);
  });
}

function headOf(value: unknown): Omit<Trace, 'events'> & { events: unknown[] } {
  if (formatOf(value) !== 'icescope') {
    throw new InvalidTrace('This is no IceScope trace: it does not say "format": "icescope".');
  }
  refuseOther(value);
  return valid(traceHead, value);
}

const formatOf = (value: unknown) => (value as { format?: unknown } | null)?.format;

/** @throws InvalidTrace when it is a trace of another version. */
export function refuseOther(value: unknown): void {
  const { version } = value as { version?: unknown };
  if (formatOf(value) !== 'icescope' || version === 1) return;
  throw new InvalidTrace(`version: expected 1, got ${show(version)}. A newer IceScope may read it.`);
}
