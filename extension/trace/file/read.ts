import { type Trace, traceHead } from '../schema/trace.ts';
import { InvalidTrace, valid, validEvent } from '../schema/validate.ts';

/** Larger files are refused before they are read: text of this size takes several times as much memory. */
export const maxFileBytes = 256 * 1024 * 1024;

/**
 * Reads a saved trace.
 * @throws InvalidTrace that says what is wrong and where; nothing is read in part.
 */
export async function readTraceFile(file: Blob): Promise<Trace> {
  if (file.size > maxFileBytes) {
    const megabytes = Math.round(file.size / 1024 / 1024);
    throw new InvalidTrace(
      `The file has ${megabytes} MB; traces of up to ${maxFileBytes / 1024 / 1024} MB are read. Record a shorter time, or clear before the restart you are after.`,
    );
  }
  return readTrace(await file.text());
}

/** Reads the text of a saved trace. @throws InvalidTrace */
export function readTrace(text: string): Trace {
  const value = parseJson(text);
  const format = (value as { format?: unknown } | null)?.format;
  if (format !== 'icescope') {
    throw new InvalidTrace('This is no IceScope trace: it does not say "format": "icescope".');
  }
  const version = (value as { version?: unknown }).version;
  if (version !== 1) {
    throw new InvalidTrace(`version: expected 1, got ${String(version)}. A newer IceScope may read it.`);
  }
  const head = valid(traceHead, value);
  const events = head.events.map((event, index) => validEvent(event, `events[${index}]`));
  return { ...head, events };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const cut = /end of|unterminated/i.test(String(error));
    const hint = cut ? 'The file ends too early: it was cut off when it was saved or copied.' : String(error);
    throw new InvalidTrace(`This is no JSON. ${hint}`);
  }
}
