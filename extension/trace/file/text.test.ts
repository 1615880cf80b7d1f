import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { textOf } from './text.ts';

it('reads text as it is and as gzip, and tells how far it is', async () => {
  const text = `{"ice":"❄${'x'.repeat(200_000)}"}`;
  const shares: number[] = [];
  expect(await textOf(new Blob([text]), share => shares.push(share))).toBe(text);
  expect(shares.at(-1)).toBe(1);
  expect(await textOf(new Blob([gzipSync(text)]))).toBe(text);
});

it('refuses 300 MB before it reads them', async () => {
  const chunk = new Blob(['x'.repeat(1024 * 1024)]);
  const file = new Blob(Array.from({ length: 300 }, () => chunk));
  await expect(textOf(file)).rejects.toThrow('The file has 300 MB; traces of up to 256 MB are read.');
});

it('refuses what unpacks to more than is read', async () => {
  const bomb = gzipSync(Buffer.alloc(3 * 1024 * 1024, ' '));
  const reading = textOf(new Blob([bomb]), undefined, 2 * 1024 * 1024);
  await expect(reading).rejects.toThrow('unpacks to more; traces of up to 2 MB are read');
});

it.each([
  ['a gzip file that was cut off', gzipSync('x'.repeat(9_000)).subarray(0, 30), 'was cut off'],
  ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff]), 'This is no text'],
])('refuses %s', async (_, bytes, message) => {
  await expect(textOf(new Blob([bytes as Uint8Array<ArrayBuffer>]))).rejects.toThrow(message);
});
