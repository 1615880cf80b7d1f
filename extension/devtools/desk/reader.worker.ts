import type { ActivityColumns } from '../../trace/activity.ts';
import { type EventChunk, EventPacker } from '../../trace/file/packed-events.ts';
import { readInto } from '../../trace/file/recording.ts';
import { createFold } from '../../trace/fold/fold.ts';
import { portable } from '../../trace/portable-view.ts';
import type { TraceEvent } from '../../trace/schema/events.ts';
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
  const fold = createFold();
  const packer = new EventPacker();
  const sink = {
    event(event: TraceEvent, from: number, to: number) {
      fold.apply(event);
      packer.note(event, from, to);
    },
    bytes(bytes: Uint8Array<ArrayBuffer>) {
      const chunk = packer.pack(bytes);
      if (chunk) scope.postMessage({ type: 'events', chunk }, buffersOf(chunk));
    },
  };
  const about = await readInto(sink, file, (step, share) =>
    scope.postMessage({ type: 'progress', step, share }),
  );
  const folded = portable(fold.view);
  scope.postMessage(
    { type: 'done', about, folded, frames: packer.frames },
    folded.activities.flatMap(buffersOf),
  );
}

function buffersOf(arrays: EventChunk | ActivityColumns): ArrayBuffer[] {
  return Object.values(arrays).map(({ buffer }) => buffer);
}
