const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const openObject = 0x7b;
const closeObject = 0x7d;
const openings: ReadonlySet<number> = new Set([openObject, 0x5b]);
const closings: ReadonlySet<number> = new Set([closeObject, 0x5d]);

/** Where the string that begins at `from` ends, behind its quote; -1 when that is not among the bytes. */
export function stringEnd(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(quote, from + 1); at >= 0; at = bytes.indexOf(quote, at + 1)) {
    let escapes = 0;
    while (bytes[at - 1 - escapes] === backslash) escapes++;
    if (escapes % 2 === 0) return at + 1;
  }
  return -1;
}

/** Where the element of an array that begins at `from` ends: at the comma or bracket after it; -1 as above. */
export function elementEnd(bytes: Uint8Array, from: number): number {
  let depth = 0;
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte === quote) {
      at = stringEnd(bytes, at) - 1;
      if (at < 0) return -1;
    } else if (openings.has(byte)) depth++;
    else if (depth === 0 && (byte === comma || closings.has(byte))) return at;
    else if (closings.has(byte)) depth--;
  }
  return -1;
}

/**
 * Where the objects lie that stand in a row in an array, with nothing but commas between them, from the one that begins
 * at `from` to the one that ends behind `enough`: where each begins and, behind its bracket, ends. Empty when the
 * first of them does not end among the bytes, or is none.
 */
export function objectsInARow(bytes: Uint8Array, from: number, enough: number): number[] {
  const bounds: number[] = [];
  for (let begin = from; bytes[begin] === openObject && begin < enough; ) {
    const end = elementEnd(bytes, begin);
    if (end < 0 || bytes[end - 1] !== closeObject) break;
    bounds.push(begin, end);
    begin = end + 1;
  }
  return bounds;
}
