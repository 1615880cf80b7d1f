import type { Progress } from '../trace/file/bytes.ts';
import { EventsStream } from '../trace/file/events-stream.ts';
import { generator } from '../trace/file/generator.ts';
import { parseJson } from '../trace/file/json.ts';
import type { About, RecordingSink } from '../trace/file/recording.ts';
import { InvalidTrace } from '../trace/schema/validate.ts';
import { inTime } from './in-time.ts';
import type { Recording } from './recording.ts';
import type { RecordingStore } from './store.ts';

export class NoRecording extends Error {
  override name = 'NoRecording';
}

interface AboutKept extends About {
  pageUrl: string;
  startedAt: number;
}

/** So much of it is read as one piece of a file. */
const pieceLength = 512 * 1024;

/**
 * Reads a kept recording as if it were a saved trace, its frames' events in one order.
 * @throws NoRecording, or InvalidTrace that says what is wrong and where.
 */
export async function readKept(
  sink: RecordingSink,
  store: RecordingStore,
  id: string,
  progress: Progress = () => {},
): Promise<AboutKept> {
  const recording = await store.get(id);
  if (!recording) throw new NoRecording('It was deleted.');
  try {
    await readEvents(sink, store, recording, progress);
  } catch (error) {
    if (!(error instanceof InvalidTrace)) throw error;
    throw new InvalidTrace(`What is kept of it is damaged. ${error.message}`);
  }
  const { missing, page, startedAt } = recording;
  return { dropped: missing, redacted: false, generator: generator(), pageUrl: page.url, startedAt };
}

async function readEvents(
  sink: RecordingSink,
  store: RecordingStore,
  { id, bytes }: Recording,
  progress: Progress,
): Promise<void> {
  const stream = new EventsStream({
    begin: () => {},
    event: (event, from, to, like) => sink.event(event, from, to, like),
    consumed: piece => sink.bytes(piece),
  });
  const encoder = new TextEncoder();
  const frames = await store.frames(id);
  let piece = '{"events":[';
  let separator = '';
  let read = 0;
  for await (const json of inTime(frames.map(({ frameId }) => store.batches(id, frameId)))) {
    piece += separator + json.slice(1, -1);
    separator = ',';
    read += json.length;
    if (piece.length < pieceLength) continue;
    stream.push(encoder.encode(piece));
    piece = '';
    // It may have grown meanwhile.
    progress(Math.min(1, read / bytes));
  }
  stream.push(encoder.encode(`${piece}]}`));
  // Fails where the last event has no end.
  parseJson(stream.finish());
}
