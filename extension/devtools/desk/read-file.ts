import { type EventChunk, PackedEvents } from '../../trace/file/packed-events.ts';
import type { ReadingStep } from '../../trace/file/recording.ts';
import { arrived } from '../../trace/portable-view.ts';
import { InvalidTrace } from '../../trace/schema/validate.ts';
import { endedSource } from '../source/ended-source.ts';
import type { TraceSource } from '../source/source.ts';
import type { FromReader } from './reader-messages.ts';

export interface ReadingProgress {
  step: ReadingStep;
  /** 0 to 1, of this step. */
  share: number;
}

/**
 * Reads, checks and folds a trace or dump beside the page, which goes on meanwhile.
 * Rejects with InvalidTrace when the file is bad, and with the signal's reason when it is given up.
 */
export function readFile(
  file: Blob,
  { signal, onProgress }: { signal: AbortSignal; onProgress(progress: ReadingProgress): void },
): Promise<TraceSource> {
  const worker = new Worker(new URL('./reader.worker.ts', import.meta.url), { type: 'module' });
  const chunks: EventChunk[] = [];
  return new Promise<TraceSource>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    worker.onerror = ({ message }) => reject(new InvalidTrace(`It could not be read: ${message}`));
    worker.onmessage = ({ data }: MessageEvent<FromReader>) => {
      if (signal.aborted) return;
      if (data.type === 'progress') onProgress(data);
      else if (data.type === 'refused') reject(new InvalidTrace(data.reason));
      else if (data.type === 'events') chunks.push(data.chunk);
      else resolve(sourceOf(new PackedEvents(chunks), data));
    };
    worker.postMessage(file);
  }).finally(() => worker.terminate());
}

function sourceOf(
  packed: PackedEvents,
  { about: { dropped, redacted }, folded, frames }: Extract<FromReader, { type: 'done' }>,
): TraceSource {
  return endedSource({
    view: arrived(folded),
    events: () => packed.slice(),
    byFrame: packed.byFrame(frames),
    missing: dropped,
    redacted,
  });
}
