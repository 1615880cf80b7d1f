import { InvalidTrace } from '../schema/validate.ts';

/** A trace of a million events and more; what a panel can hold. */
export const maxFileBytes = 1024 * 1024 * 1024;

/** So much is read at once. */
const pieceBytes = 4 * 1024 * 1024;

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
  const told = (read: number) => progress(file.size > 0 ? read / file.size : 1);
  let bytes = 0;
  try {
    for await (const piece of packed ? unpacked(file, told) : plain(file, told)) {
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

/** The next piece is on its way while one is looked at. */
async function* plain(file: Blob, told: (read: number) => void): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const piece = (from: number) => file.slice(from, from + pieceBytes).arrayBuffer();
  let next = piece(0);
  for (let from = 0; from < file.size; from += pieceBytes) {
    const bytes = new Uint8Array(await next);
    if (from + pieceBytes < file.size) next = piece(from + pieceBytes);
    yield bytes;
    told(from + bytes.length);
  }
}

async function* unpacked(file: Blob, told: (read: number) => void): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let read = 0;
  const counted = new TransformStream<Uint8Array, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      read += chunk.length;
      told(read);
      controller.enqueue(chunk as Uint8Array<ArrayBuffer>);
    },
  });
  const stream = file.stream().pipeThrough(counted).pipeThrough(new DecompressionStream('gzip'));
  const reader = stream.getReader();
  let waiting: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (value) {
      waiting.push(value);
      bytes += value.length;
    }
    // The browsers unpack in small pieces.
    if ((done && bytes > 0) || bytes >= pieceBytes) {
      yield joined(waiting);
      waiting = [];
      bytes = 0;
    }
    if (done) return;
  }
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
