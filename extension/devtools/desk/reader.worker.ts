import { readRecording } from '../../trace/file/recording.ts';
import { InvalidTrace } from '../../trace/schema/validate.ts';
import type { FromReader } from './reader-messages.ts';

/** So many events travel at once: the page stays responsive between two batches. */
const batchSize = 1_000;

const scope = globalThis as unknown as {
  onmessage: ((event: MessageEvent<Blob>) => void) | null;
  postMessage(message: FromReader): void;
};

scope.onmessage = async ({ data: file }) => {
  try {
    const { events, ...about } = await readRecording(file, (step, share) =>
      scope.postMessage({ type: 'progress', step, share }),
    );
    for (let from = 0; from < events.length; from += batchSize) {
      const batch = events.slice(from, from + batchSize);
      scope.postMessage({ type: 'events', events: batch, share: (from + batch.length) / events.length });
    }
    scope.postMessage({ type: 'done', about });
  } catch (error) {
    const reason = error instanceof InvalidTrace ? error.message : `It could not be read: ${String(error)}`;
    scope.postMessage({ type: 'refused', reason });
  }
};
