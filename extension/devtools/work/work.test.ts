import { afterEach, expect, it, vi } from 'vitest';
import { seldom, Work, type WorkProgress } from './work.ts';

afterEach(() => void vi.useRealTimers());

/** Takes so long that it fills slices by itself. */
function busyFor(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

it('does all in order, lets others have their turn, and tells how far it is', async () => {
  const told: WorkProgress[] = [];
  const done: number[] = [];
  let doneWhenOthersCame = -1;
  setTimeout(() => {
    doneWhenOthersCame = done.length;
  });
  const work = new Work({ onProgress: progress => told.push(progress) });
  const items = Array.from({ length: 20 }, (_, i) => i);
  await work.each(
    'Counting',
    items,
    item => {
      busyFor(10);
      done.push(item);
    },
    items.length,
  );
  expect(done).toEqual(items);
  expect(doneWhenOthersCame).toBeGreaterThan(0);
  expect(doneWhenOthersCame).toBeLessThan(20);
  expect(told.length).toBeGreaterThan(2);
  for (const [i, { step, share }] of told.entries()) {
    expect(step).toBe('Counting');
    expect(share!).toBeGreaterThan(told[i - 1]?.share ?? 0);
    expect(share!).toBeLessThanOrEqual(1);
  }
});

it('stops soon after it was given up', async () => {
  const abort = new AbortController();
  const work = new Work({ signal: abort.signal });
  let done = 0;
  const all = work.each('Counting', Array(1_000).fill(0), () => {
    busyFor(5);
    if (++done === 10) abort.abort(new Error('enough'));
  });
  await expect(all).rejects.toThrow('enough');
  expect(done).toBeLessThan(30);
});

it('waits for what is done elsewhere, and no longer once it is given up', async () => {
  const told: WorkProgress[] = [];
  const abort = new AbortController();
  const work = new Work({ signal: abort.signal, onProgress: progress => told.push(progress) });
  expect(await work.wait('Fetching', Promise.resolve('done'))).toBe('done');
  await expect(work.wait('Fetching', Promise.reject(new Error('none')))).rejects.toThrow('none');
  const never = work.wait('Fetching', new Promise(() => {}));
  abort.abort(new Error('enough'));
  await expect(never).rejects.toThrow('enough');
  await expect(work.wait('Fetching', Promise.resolve('done'))).rejects.toThrow('enough');
  expect(told).toEqual(Array(3).fill({ step: 'Fetching' }));
});

it('does little work in one go', async () => {
  const told: WorkProgress[] = [];
  await new Work({ onProgress: progress => told.push(progress) }).each('Counting', [1, 2, 3], () => {});
  expect(told).toEqual([]);
});

it('shows progress as often as it is worth, and each step at once', () => {
  vi.useFakeTimers();
  const shown: WorkProgress[] = [];
  const tell = seldom(progress => shown.push(progress));
  for (let ms = 0; ms < 1_000; ms += 10) {
    tell({ step: ms < 905 ? 'Reading' : 'Checking', share: ms / 1_000 });
    vi.advanceTimersByTime(10);
  }
  expect(shown.map(({ share }) => share)).toEqual([0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9, 0.91]);
});
