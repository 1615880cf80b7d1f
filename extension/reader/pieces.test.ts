import { expect, it } from 'vitest';
import { AskedPieces } from './pieces.ts';

const all = Array.from({ length: 30 }, (_, i) => Uint8Array.of(i));

it.each([
  ['at once', (give: () => void) => give()],
  ['later', (give: () => void) => void setTimeout(give)],
])('asks for no more pieces than it needs soon, and takes them as they come: %s', async (_, when) => {
  let asked = 0;
  const pieces = new AskedPieces(() => {
    const piece = all[asked++] ?? null;
    when(() => pieces.give(piece));
  });
  expect(asked).toBe(0);
  const read: number[] = [];
  for await (const [number] of pieces) {
    read.push(number!);
    expect(asked).toBeLessThanOrEqual(read.length + 7);
  }
  expect(read).toEqual(all.map((_, i) => i));
});
