import { internalsRecording, isInternalsDump } from '../import/internals.ts';
import { isRtcstatsDump, rtcstatsRecording } from '../import/rtcstats.ts';
import type { TraceEvent } from '../schema/events.ts';
import type { Trace } from '../schema/trace.ts';
import { InvalidTrace } from '../schema/validate.ts';
import { bytesOf, type Progress, tooLarge } from './bytes.ts';
import { EventsStream } from './events-stream.ts';
import { parseJson } from './json.ts';
import { refuseOther, traceOf } from './read.ts';

/** What any file comes to that IceScope reads. */
export interface Recording extends About {
  events: TraceEvent[];
}

/** All of a recording but its events. */
export interface About {
  /** Events that a bounded buffer had to let go of before it was saved. */
  dropped: number;
  redacted: boolean;
  /** Who wrote the file. */
  generator: Trace['generator'];
}

/** Takes the events of a file as they are read. All of them are void when reading fails. */
export interface RecordingSink {
  /**
   * An event, and where its JSON lies among the bytes at hand; `like` is the index of the event that it is a row upon.
   * It may be changed when the next one comes.
   */
  event(event: TraceEvent, from: number, to: number, like: number | null): void;
  /** These are the bytes that the events since the last time lie in; they are the sink's from now on. */
  bytes(bytes: Uint8Array<ArrayBuffer>): void;
}

/** The text of a dump is held as a whole, and what is made of it takes several times as much memory. */
const maxTextBytes = 256 * 1024 * 1024;

/** So many events of a dump are written down at once. */
const stride = 1_000;

/**
 * Reads the pieces of a file of any kind: a saved trace, a dump of `chrome://webrtc-internals` or one of rtcstats.
 * `checking` is told how far it is with a dump, which is looked through when all of it is there.
 * @throws InvalidTrace that says what is wrong and where.
 */
export async function readInto(
  sink: RecordingSink,
  pieces: AsyncIterable<Uint8Array<ArrayBuffer>>,
  checking: Progress = () => {},
): Promise<About> {
  const stream = new EventsStream({
    begin: head => refuseOther(parseJson(head)),
    event: (event, from, to, like) => sink.event(event, from, to, like),
    consumed: bytes => sink.bytes(bytes),
  });
  for await (const piece of pieces) {
    stream.push(piece);
    if (stream.outsideBytes > maxTextBytes) throw tooLarge('The text of this dump is longer', maxTextBytes);
  }
  const { events, ...about } = recordingOf(stream.finish(), checking);
  for (let from = 0; from < events.length; from += stride) write(events.slice(from, from + stride), sink);
  return about;
}

/** Reads such a file whole. @throws InvalidTrace */
export async function readRecording(file: Blob): Promise<Recording> {
  const events: TraceEvent[] = [];
  const sink = { event: (event: TraceEvent) => void events.push(structuredClone(event)), bytes: () => {} };
  return { ...(await readInto(sink, bytesOf(file))), events };
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
  const { events, dropped, redacted, generator } = traceOf(value);
  return { events, dropped: dropped.events, redacted, generator };
}

/** Puts the events of a dump down as a trace has them. */
function write(events: TraceEvent[], sink: RecordingSink): void {
  const encoder = new TextEncoder();
  const texts = events.map(event => encoder.encode(JSON.stringify(event)));
  const bytes = new Uint8Array(texts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  texts.forEach((text, i) => {
    bytes.set(text, at);
    sink.event(events[i]!, at, at + text.length, null);
    at += text.length;
  });
  sink.bytes(bytes);
}
