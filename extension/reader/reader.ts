import { download } from '../devtools/export/download.ts';
import { endedSource } from '../devtools/source/ended-source.ts';
import type { TraceSource } from '../devtools/source/source.ts';
import type { WorkOptions } from '../devtools/work/work.ts';
import { type EventChunk, PackedEvents } from '../trace/file/packed-events.ts';
import { arrived } from '../trace/portable-view.ts';
import { InvalidTrace } from '../trace/schema/validate.ts';
import type { FromReader, Opened, Saved, ToReader } from './messages.ts';

/*
 * Traces are read, checked, folded and written beside the page, which goes on meanwhile. Each of these rejects with
 * InvalidTrace when the trace is bad, and with the signal's reason when it is given up.
 */

/** Opens a trace or dump. */
export function openFile(file: Blob, options: WorkOptions): Promise<TraceSource> {
  return open({ type: 'open-file', file }, options);
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

async function open(request: ToReader, options: WorkOptions): Promise<TraceSource> {
  const chunks: EventChunk[] = [];
  const opened = await ask<Opened>(request, options, chunk => chunks.push(chunk));
  return sourceOf(new PackedEvents(chunks), opened);
}

/** Has a worker of its own do it, which ends with that, or soon after it is given up. */
function ask<Answer extends Opened | Saved>(
  request: ToReader,
  { signal, onProgress }: WorkOptions,
  onEvents: (chunk: EventChunk) => void = () => {},
): Promise<Answer> {
  const worker = new Worker(new URL('./reader.worker.ts', import.meta.url), { type: 'module' });
  return new Promise<Answer>((resolve, reject) => {
    const giveUp = () => {
      // Chromium's whole process may crash when a worker that reads is terminated: it ends by itself.
      worker.postMessage({ type: 'stop' } satisfies ToReader);
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', giveUp, { once: true });
    const settled = () => signal?.removeEventListener('abort', giveUp);
    worker.onerror = ({ message }) => {
      settled();
      reject(new InvalidTrace(`It could not be read: ${message}`));
    };
    worker.onmessage = ({ data }: MessageEvent<FromReader>) => {
      if (signal?.aborted) return;
      if (data.type === 'progress') return onProgress?.(data);
      if (data.type === 'events') return onEvents(data.chunk);
      settled();
      if (data.type === 'refused') reject(new InvalidTrace(data.reason));
      else resolve(data as Answer);
    };
    worker.postMessage(request);
  });
}

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
