import { internalsRecording, isInternalsDump } from '../import/internals.ts';
import { isRtcstatsDump, rtcstatsRecording } from '../import/rtcstats.ts';
import type { TraceEvent } from '../schema/events.ts';
import type { Trace } from '../schema/trace.ts';
import { InvalidTrace } from '../schema/validate.ts';
import { parseJson } from './json.ts';
import { traceOf } from './read.ts';
import { type Progress, textOf } from './text.ts';

/** What any file comes to that IceScope reads. */
export interface Recording {
  events: TraceEvent[];
  /** Events that a bounded buffer had to let go of before it was saved. */
  dropped: number;
  redacted: boolean;
  /** Who wrote the file. */
  generator: Trace['generator'];
}

export type ReadingStep = 'reading' | 'checking';

/**
 * Reads a file of any kind: a saved trace, a dump of `chrome://webrtc-internals` or one of rtcstats.
 * @throws InvalidTrace that says what is wrong and where; nothing is read in part.
 */
export async function readRecording(
  file: Blob,
  progress: (step: ReadingStep, share: number) => void = () => {},
): Promise<Recording> {
  const text = await textOf(file, share => progress('reading', share));
  progress('checking', 0);
  return recordingOf(text, share => progress('checking', share));
}

/** Reads the text of such a file. @throws InvalidTrace */
export function recordingOf(text: string, progress: Progress = () => {}): Recording {
  if (isRtcstatsDump(text)) return rtcstatsRecording(text, progress);
  const value = parseJson(text);
  if (isInternalsDump(value)) return internalsRecording(value, progress);
  if ((value as { format?: unknown } | null)?.format === undefined) {
    throw new InvalidTrace(
      'This is neither an IceScope trace ("format": "icescope") nor a dump of chrome://webrtc-internals ("PeerConnections") or rtcstats (one JSON array a line).',
    );
  }
  const { events, dropped, redacted, generator } = traceOf(value, progress);
  return { events, dropped: dropped.events, redacted, generator };
}
