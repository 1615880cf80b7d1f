import { type Trace, traceHead } from '../schema/trace.ts';
import { InvalidTrace, show, valid, validEvent } from '../schema/validate.ts';
import { parseJson } from './json.ts';
import type { Progress } from './text.ts';

/** So many events are checked between two tellings of the progress. */
const stride = 5_000;

/**
 * Reads the text of a saved trace.
 * @throws InvalidTrace that says what is wrong and where; nothing is read in part.
 */
export function readTrace(text: string): Trace {
  return traceOf(parseJson(text));
}

/** Reads what the JSON of a saved trace came to. @throws InvalidTrace */
export function traceOf(value: unknown, progress: Progress = () => {}): Trace {
  const format = (value as { format?: unknown } | null)?.format;
  if (format !== 'icescope') {
    throw new InvalidTrace('This is no IceScope trace: it does not say "format": "icescope".');
  }
  const version = (value as { version?: unknown }).version;
  if (version !== 1) {
    throw new InvalidTrace(`version: expected 1, got ${show(version)}. A newer IceScope may read it.`);
  }
  const head = valid(traceHead, value);
  const events = head.events.map((event, index) => {
    if (index % stride === 0) progress(index / head.events.length);
    return validEvent(event, `events[${index}]`);
  });
  return { ...head, events };
}
