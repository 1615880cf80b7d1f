import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { bytesOf } from './bytes.ts';

async function textOf(file: Blob, ...rest: [progress?: (share: number) => void, maxBytes?: number]) {
  const decoder = new TextDecoder();
  let text = '';
  for await (const bytes of bytesOf(file, ...rest)) text += decoder.decode(bytes, { stream: true });
  return text;
}

it('reads bytes as they are and as gzip, piece by piece, and tells how far it is', async () => {
  const text = `{"ice":"❄${'x'.repeat(9_000_000)}"}`;
  const shares: number[] = [];
  const parts = [text.slice(0, 4_000_000), text.slice(4_000_000)];
  expect((await textOf(new Blob(parts), share => shares.push(share))) === text).toBe(true);
  expect(shares.length).toBeGreaterThan(1);
  expect(shares.at(-1)).toBe(1);
  expect((await textOf(new Blob([gzipSync(text)]))) === text).toBe(true);
  expect(await textOf(new Blob([]))).toBe('');
});

it('refuses 1,100 MB before it reads them', async () => {
  const chunk = new Blob(['x'.repeat(1024 * 1024)]);
  const file = new Blob(Array.from({ length: 1_100 }, () => chunk));
  await expect(textOf(file)).rejects.toThrow('The file has 1100 MB; traces of up to 1024 MB are read.');
});

it('refuses what unpacks to more than is read', async () => {
  const bomb = gzipSync(Buffer.alloc(3 * 1024 * 1024, ' '));
  const reading = textOf(new Blob([bomb]), undefined, 2 * 1024 * 1024);
  await expect(reading).rejects.toThrow('unpacks to more; traces of up to 2 MB are read');
});

it('refuses a gzip file that was cut off', async () => {
  const file = new Blob([gzipSync('x'.repeat(9_000)).subarray(0, 30)]);
  await expect(textOf(file)).rejects.toThrow('was cut off');
});
