import { InvalidTrace } from '../schema/validate.ts';

/** A trace of a million events and more; what a panel can hold. */
export const maxFileBytes = 1024 * 1024 * 1024;

/** The browsers hand out smaller pieces of what they unpack: so much is worth a turn. */
const pieceBytes = 512 * 1024;

/** Told while a file is read; `share` goes from 0 to 1. */
export type Progress = (share: number) => void;

/**
 * The bytes of a file, unpacked where it is gzip, in pieces.
 * @throws InvalidTrace when it is too large or damaged.
 */
export async function* bytesOf(
  file: Blob,
  progress: Progress = () => {},
  maxBytes = maxFileBytes,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  if (file.size > maxBytes) throw tooLarge(`The file has ${megabytes(file.size)} MB`, maxBytes);
  const packed = await isGzip(file);
  const counted = countedStream(file, progress);
  const stream = packed ? counted.pipeThrough(new DecompressionStream('gzip')) : counted;
  let bytes = 0;
  try {
    for await (const piece of piecesOf(stream)) {
      bytes += piece.length;
      if (bytes > maxBytes) throw tooLarge('The file unpacks to more', maxBytes);
      yield piece;
    }
  } catch (error) {
    if (error instanceof InvalidTrace) throw error;
    throw new InvalidTrace(
      packed
        ? `The gzip file is damaged, or was cut off when it was saved or copied (${String(error)}).`
        : `The file could not be read (${String(error)}).`,
    );
  }
}

async function isGzip(file: Blob): Promise<boolean> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return first === 0x1f && second === 0x8b;
}

/** Tells how much was read when the next is asked for: when the last has been dealt with. */
function countedStream(file: Blob, progress: Progress): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = file.stream().getReader();
  let read = 0;
  return new ReadableStream({
    async pull(controller) {
      if (read > 0) progress(read / file.size);
      const { done, value } = await reader.read();
      if (done) return controller.close();
      read += value.length;
      controller.enqueue(value);
    },
    cancel: reason => reader.cancel(reason),
  });
}

async function* piecesOf(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader();
  let waiting: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (value) {
        waiting.push(value);
        bytes += value.length;
      }
      if ((done && bytes > 0) || bytes >= pieceBytes) {
        yield ownMemory(waiting);
        waiting = [];
        bytes = 0;
      }
      if (done) return;
    }
  } finally {
    // Whoever needs no more of it need not read it to its end.
    await reader.cancel();
  }
}

/** A piece of some size need not be copied. */
function ownMemory(pieces: Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  const [only] = pieces;
  const alone = pieces.length === 1 && only!.byteLength === only!.buffer.byteLength;
  return alone ? only! : joined(pieces);
}

/** One piece after the other, in memory of their own. */
export function joined(pieces: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

export function tooLarge(what: string, maxBytes: number): InvalidTrace {
  return new InvalidTrace(
    `${what}; traces of up to ${megabytes(maxBytes)} MB are read. Record a shorter time, or clear before the restart you are after.`,
  );
}

const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024);
