import { InvalidTrace } from '../schema/validate.ts';

/** Larger files are refused before they are read: text of this size takes several times as much memory. */
export const maxFileBytes = 256 * 1024 * 1024;

/** Told while a file is read; `share` goes from 0 to 1. */
export type Progress = (share: number) => void;

/**
 * The text of a file, unpacked where it is gzip.
 * @throws InvalidTrace when it is too large, damaged or no text.
 */
export async function textOf(
  file: Blob,
  progress: Progress = () => {},
  maxBytes = maxFileBytes,
): Promise<string> {
  if (file.size > maxBytes) throw tooLarge(`The file has ${megabytes(file.size)} MB`, maxBytes);
  const packed = await isGzip(file);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let unpackedBytes = 0;
  try {
    for await (const bytes of chunksOf(file, packed, progress)) {
      unpackedBytes += bytes.length;
      if (unpackedBytes > maxBytes) throw tooLarge('The file unpacks to more', maxBytes);
      text += decoder.decode(bytes, { stream: true });
    }
    return text + decoder.decode();
  } catch (error) {
    if (error instanceof InvalidTrace) throw error;
    throw new InvalidTrace(
      packed
        ? `The gzip file is damaged, or was cut off when it was saved or copied (${String(error)}).`
        : 'This is no text: IceScope traces and dumps are JSON, in UTF-8.',
    );
  }
}

async function isGzip(file: Blob): Promise<boolean> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return first === 0x1f && second === 0x8b;
}

async function* chunksOf(file: Blob, packed: boolean, progress: Progress): AsyncGenerator<Uint8Array> {
  let read = 0;
  const counted = new TransformStream<Uint8Array, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      read += chunk.length;
      progress(read / file.size);
      controller.enqueue(chunk as Uint8Array<ArrayBuffer>);
    },
  });
  const bytes = file.stream().pipeThrough(counted);
  const stream: ReadableStream<Uint8Array> = packed
    ? bytes.pipeThrough(new DecompressionStream('gzip'))
    : bytes;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

function tooLarge(what: string, maxBytes: number): InvalidTrace {
  return new InvalidTrace(
    `${what}; traces of up to ${megabytes(maxBytes)} MB are read. Record a shorter time, or clear before the restart you are after.`,
  );
}

const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024);
