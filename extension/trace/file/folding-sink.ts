import { createFold } from '../fold/fold.ts';
import type { TraceEvent } from '../schema/events.ts';
import { type EventChunk, EventPacker } from './packed-events.ts';

/** A sink that folds events as they are read, and packs them. */
export function foldingSink(onChunk: (chunk: EventChunk) => void) {
  const fold = createFold();
  const packer = new EventPacker();
  return {
    fold,
    packer,
    event(event: TraceEvent, from: number, to: number, like: number | null) {
      fold.apply(event);
      packer.note(event, from, to, like);
    },
    bytes(bytes: Uint8Array<ArrayBuffer>) {
      const chunk = packer.pack(bytes);
      if (chunk) onChunk(chunk);
    },
  };
}
