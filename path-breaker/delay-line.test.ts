import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DelayLine } from './delay-line.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function recordingLine() {
  const line = new DelayLine();
  const out: string[] = [];
  return { line, out, enter: (name: string) => line.enter(() => out.push(name)) };
}

it('lets pass at once, in the same call, when there is no delay', () => {
  const { out, enter } = recordingLine();
  enter('a');
  expect(out).toEqual(['a']);
});

it('holds for the delay', async () => {
  const { line, out, enter } = recordingLine();
  line.delayMs = 50;
  enter('a');
  await vi.advanceTimersByTimeAsync(49);
  expect(out).toEqual([]);
  await vi.advanceTimersByTimeAsync(2);
  expect(out).toEqual(['a']);
});

it('keeps the order when the delay shrinks', async () => {
  const { line, out, enter } = recordingLine();
  line.delayMs = 50;
  enter('a');
  line.delayMs = 0;
  enter('b');
  expect(out).toEqual([]);
  await vi.advanceTimersByTimeAsync(52);
  expect(out).toEqual(['a', 'b']);
});

it('forgets what it holds when cleared', async () => {
  const { line, out, enter } = recordingLine();
  line.delayMs = 50;
  enter('a');
  line.clear();
  await vi.advanceTimersByTimeAsync(100);
  expect(out).toEqual([]);
});
