import type { ReadingStep } from '../../trace/file/recording.ts';
import { createFold } from '../../trace/fold/fold.ts';
import type { TraceEvent } from '../../trace/schema/events.ts';
import { InvalidTrace } from '../../trace/schema/validate.ts';
import { endedSource } from '../source/ended-source.ts';
import type { TraceSource } from '../source/source.ts';
import type { FromReader } from './reader-messages.ts';

export interface ReadingProgress {
  step: ReadingStep | 'folding';
  /** 0 to 1, of this step. */
  share: number;
}

/**
 * Reads a trace or dump beside the page, which goes on meanwhile, and folds it here batch by batch.
 * Rejects with InvalidTrace when the file is bad, and with the signal's reason when it is given up.
 */
export function readFile(
  file: Blob,
  { signal, onProgress }: { signal: AbortSignal; onProgress(progress: ReadingProgress): void },
): Promise<TraceSource> {
  const worker = new Worker(new URL('./reader.worker.ts', import.meta.url), { type: 'module' });
  const fold = createFold();
  const events: TraceEvent[] = [];
  return new Promise<TraceSource>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    worker.onerror = ({ message }) => reject(new InvalidTrace(`It could not be read: ${message}`));
    worker.onmessage = ({ data }: MessageEvent<FromReader>) => {
      if (signal.aborted) return;
      if (data.type === 'progress') onProgress(data);
      else if (data.type === 'refused') reject(new InvalidTrace(data.reason));
      else if (data.type === 'done') {
        const { dropped, redacted } = data.about;
        resolve(endedSource(events, dropped, { view: fold.view, redacted }));
      } else {
        for (const event of data.events) {
          events.push(event);
          fold.apply(event);
        }
        onProgress({ step: 'folding', share: data.share });
      }
    };
    worker.postMessage(file);
  }).finally(() => worker.terminate());
}
