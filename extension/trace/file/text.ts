import { InvalidTrace } from '../schema/validate.ts';

/** A file may begin with a byte order mark; elsewhere that is a character like others. */
const whole = new TextDecoder('utf-8', { fatal: true });
const part = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a file. @throws InvalidTrace when it is no UTF-8. */
export const decoded = (bytes: Uint8Array): string => textOf(bytes, whole);

/** The text of a part of a file. @throws InvalidTrace when it is no UTF-8. */
export const decodedPart = (bytes: Uint8Array): string => textOf(bytes, part);

function textOf(bytes: Uint8Array, decoder: TextDecoder): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new InvalidTrace('This is no text: IceScope traces and dumps are JSON, in UTF-8.');
  }
}
