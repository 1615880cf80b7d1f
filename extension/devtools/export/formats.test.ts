import { expect, it, vi } from 'vitest';
import { gapOf, restartOf } from '../fixture/restart.ts';
import { viewOf } from '../fixture/view.ts';
import { Work } from '../work/work.ts';
import { type FormatId, formats } from './formats.ts';
import type { Subject } from './subject.ts';

function subjectOfMany(restarts: number): Subject {
  const { view, connection } = viewOf(call => call.run(1_000));
  const many = Array.from({ length: restarts }, (_, i) => restartOf({ id: `r${i}`, gaps: [gapOf({})] }));
  view.connections.set(connection.id, { ...connection, restarts: many });
  return { view, connection, missing: 0, redacted: false } as unknown as Subject;
}

it.each<FormatId>(['csv', 'chrome-trace'])('gives %s up half way when it is cancelled', async id => {
  // Whatever it does takes a slice's time: others have their turn after each part.
  let now = 0;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 100));
  const abort = new AbortController();
  let told = 0;
  const work = new Work({
    signal: abort.signal,
    onProgress: () => {
      if (++told === 5) abort.abort(new Error('cancelled'));
    },
  });
  const format = formats.find(each => each.id === id)!;
  try {
    await expect(format.make(subjectOfMany(100), work)).rejects.toThrow('cancelled');
  } finally {
    clock.mockRestore();
  }
  expect(told).toBe(5);
});
