import { download } from '../devtools/export/download.ts';
import { endedSource } from '../devtools/source/ended-source.ts';
import type { TraceSource } from '../devtools/source/source.ts';
import type { WorkOptions } from '../devtools/work/work.ts';
import { bytesOf } from '../trace/file/bytes.ts';
import { type EventChunk, PackedEvents } from '../trace/file/packed-events.ts';
import { arrived } from '../trace/portable-view.ts';
import { InvalidTrace } from '../trace/schema/validate.ts';
import type { FromReader, Opened, ReaderTask, Saved, ToReader } from './messages.ts';
import { readers, stop } from './readers.ts';

/*
 * Traces are read, checked, folded and written beside the page, which goes on meanwhile. Each of these rejects with
 * InvalidTrace when the trace is bad, and with the signal's reason when it is given up.
 */

/** Opens a trace or dump. Its bytes are fetched and unpacked here, while the reader reads those before. */
export function openFile(file: Blob, options: WorkOptions): Promise<TraceSource> {
  const pieces = bytesOf(file, share => options.onProgress?.({ step: 'Reading', share }));
  return open({ type: 'open-file' }, options, pieces);
}

/** Opens a kept recording. */
export function openRecording(id: string, options: WorkOptions): Promise<TraceSource> {
  return open({ type: 'open-recording', id }, options);
}

/** Hands a kept recording to the browser as a download. */
export async function saveRecording(id: string, options: WorkOptions): Promise<void> {
  const { file, name } = await ask<Saved>({ type: 'save-recording', id }, options);
  options.signal?.throwIfAborted();
  download(file, name);
}

type Pieces = AsyncGenerator<Uint8Array<ArrayBuffer>>;

async function open(task: ReaderTask, options: WorkOptions, pieces?: Pieces): Promise<TraceSource> {
  const chunks: EventChunk[] = [];
  const opened = await ask<Opened>(task, options, chunk => chunks.push(chunk), pieces);
  return sourceOf(new PackedEvents(chunks), opened);
}

/** Has a worker do it: one that did something before knows how, and is much quicker. */
function ask<Answer extends Opened | Saved>(
  task: ReaderTask,
  { signal, onProgress }: WorkOptions,
  onEvents: (chunk: EventChunk) => void = () => {},
  pieces?: Pieces,
): Promise<Answer> {
  const worker = readers.take();
  const number = nextTask++;
  const send = (message: ToReader, transfer: Transferable[] = []) => worker.postMessage(message, transfer);
  const settled = new AbortController();
  let over = false;
  const answered = new Promise<Answer>((resolve, reject) => {
    const giveUp = (reason: unknown) => {
      if (over) return;
      over = true;
      stop(worker);
      reject(reason);
    };
    const sendPiece = async () => {
      const { value: bytes = null } = (await pieces?.next()) ?? {};
      if (!over) send({ type: 'piece', number, bytes }, bytes ? [bytes.buffer] : []);
    };
    worker.onerror = ({ message }) => giveUp(new InvalidTrace(`It could not be read: ${message}`));
    worker.onmessage = ({ data }: MessageEvent<FromReader>) => {
      // It may have been about to answer when it was given up: it ends, and is not to be put back.
      if (over) return;
      if (data.type === 'progress') return onProgress?.(data);
      if (data.type === 'events') return onEvents(data.chunk);
      if (data.type === 'more') return void (data.number === number && sendPiece().catch(giveUp));
      over = true;
      readers.putBack(worker);
      if (data.type === 'refused') reject(new InvalidTrace(data.reason));
      else resolve(data as Answer);
    };
    signal?.addEventListener('abort', () => giveUp(signal.reason), { once: true, signal: settled.signal });
    send({ type: 'task', number, task });
  });
  return answered.finally(() => {
    settled.abort();
    // Nobody waits for a disk that is slow to let go of the file, or cares whether it does.
    pieces?.return(undefined).catch(() => {});
  });
}

let nextTask = 1;

function sourceOf(
  packed: PackedEvents,
  { about: { dropped, redacted }, folded, frames }: Opened,
): TraceSource {
  return endedSource({
    view: arrived(folded),
    events: () => packed.slice(),
    byFrame: packed.byFrame(frames),
    missing: dropped,
    redacted,
  });
}
