import type { ActivityColumns } from '../../trace/activity.ts';
import { foldingSink } from '../../trace/file/folding-sink.ts';
import type { EventChunk } from '../../trace/file/packed-events.ts';
import { readInto } from '../../trace/file/recording.ts';
import { portable } from '../../trace/portable-view.ts';
import { InvalidTrace } from '../../trace/schema/validate.ts';
import type { FromReader } from './reader-messages.ts';

const scope = globalThis as unknown as {
  onmessage: ((event: MessageEvent<Blob>) => void) | null;
  postMessage(message: FromReader, transfer?: Transferable[]): void;
};

scope.onmessage = async ({ data: file }) => {
  try {
    await read(file);
  } catch (error) {
    const reason = error instanceof InvalidTrace ? error.message : `It could not be read: ${String(error)}`;
    scope.postMessage({ type: 'refused', reason });
  }
};

/** Folds the events as they are read. The page gets them packed, and what they come to. */
async function read(file: Blob): Promise<void> {
  const sink = foldingSink(chunk => scope.postMessage({ type: 'events', chunk }, buffersOf(chunk)));
  const about = await readInto(sink, file, (step, share) =>
    scope.postMessage({ type: 'progress', step, share }),
  );
  const folded = portable(sink.fold.view);
  scope.postMessage(
    { type: 'done', about, folded, frames: sink.packer.frames },
    folded.activities.flatMap(buffersOf),
  );
}

function buffersOf(arrays: EventChunk | ActivityColumns): ArrayBuffer[] {
  return Object.values(arrays).map(({ buffer }) => buffer);
}
