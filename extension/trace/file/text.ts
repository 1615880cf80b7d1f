import { InvalidTrace } from '../schema/validate.ts';

/** @throws InvalidTrace when it is no UTF-8. */
export function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InvalidTrace('This is no text: IceScope traces and dumps are JSON, in UTF-8.');
  }
}
