import { fileName } from '../devtools/export/file-name.ts';
import { traceFile } from '../devtools/export/trace-file.ts';
import { Work } from '../devtools/work/work.ts';
import { NoRecording, readKept } from '../recordings/read-kept.ts';
import { RecordingStore } from '../recordings/store.ts';
import { foldingSink } from '../trace/file/folding-sink.ts';
import { type EventChunk, PackedEvents } from '../trace/file/packed-events.ts';
import { type About, type RecordingSink, readInto } from '../trace/file/recording.ts';
import { portable } from '../trace/portable-view.ts';
import { InvalidTrace } from '../trace/schema/validate.ts';
import type { FromReader, ReaderTask, ToReader } from './messages.ts';
import { AskedPieces } from './pieces.ts';

const scope = globalThis as unknown as {
  onmessage: ((event: MessageEvent<ToReader>) => void) | null;
  postMessage(message: FromReader, transfer?: Transferable[]): void;
  close(): void;
};

/** The task at hand, and the pieces of its file. */
let number = 0;
let pieces = piecesOf(number);

function piecesOf(task: number): AskedPieces {
  return new AskedPieces(() => scope.postMessage({ type: 'more', number: task }));
}

/** It comes between two pieces of what is read. */
scope.onmessage = ({ data: request }) => {
  if (request.type === 'stop') return scope.close();
  if (request.type === 'task') return void carryOut(request);
  if (request.number === number) pieces.give(request.bytes);
};

async function carryOut({ number: next, task }: Extract<ToReader, { type: 'task' }>): Promise<void> {
  number = next;
  pieces = piecesOf(next);
  try {
    await answer(task);
  } catch (error) {
    const told = error instanceof InvalidTrace || error instanceof NoRecording;
    scope.postMessage({ type: 'refused', reason: told ? error.message : `It could not be read: ${error}` });
  }
}

function answer(request: ReaderTask): Promise<void> {
  switch (request.type) {
    case 'open-file':
      return open(sink => readInto(sink, pieces, share => tell('Checking', share)));
    case 'open-recording':
      return open(sink => readKept(sink, new RecordingStore(), request.id, share => tell('Reading', share)));
    case 'save-recording':
      return save(request.id);
  }
}

function tell(step: string, share: number): void {
  scope.postMessage({ type: 'progress', step, share });
}

/** Folds the events as they are read. The page gets them packed, and what they come to. */
async function open(read: (sink: RecordingSink) => Promise<About>): Promise<void> {
  const sink = foldingSink(chunk => scope.postMessage({ type: 'events', chunk }, buffersOf(chunk)));
  const about = await read(sink);
  const folded = portable(sink.fold.view);
  scope.postMessage(
    { type: 'opened', about, folded, frames: sink.packer.frames },
    folded.activities.flatMap(({ times, totals }) => [times.buffer, totals.buffer]),
  );
}

async function save(id: string): Promise<void> {
  const chunks: EventChunk[] = [];
  const sink = foldingSink(chunk => chunks.push(chunk));
  const about = await readKept(sink, new RecordingStore(), id, share => tell('Reading', share));
  const { view } = sink.fold;
  const work = new Work({ onProgress: progress => scope.postMessage({ type: 'progress', ...progress }) });
  const events = new PackedEvents(chunks);
  const file = await traceFile({ view, events, missing: about.dropped, redacted: false }, work);
  const at = new Date(view.to ?? about.startedAt);
  scope.postMessage({ type: 'saved', file, name: fileName(about.pageUrl, at, '.icescope.json') });
}

/** Its columns share theirs. */
function buffersOf({ bytes, t }: EventChunk): ArrayBuffer[] {
  return [bytes.buffer, t.buffer];
}
