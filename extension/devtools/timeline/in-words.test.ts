import { expect, it } from 'vitest';
import { startOfTrace, viewOf } from '../fixture/view.ts';
import { inWords } from './in-words.ts';

const { connection, end } = viewOf(call =>
  call.run(10_000).breakPath().run(3_600).state('disconnected').restart().run(9_000).restart({ alive: true }),
);
const words = (from: number, to: number) =>
  inWords(connection, { from: startOfTrace + from, to: startOfTrace + to }, startOfTrace, end);

it('tells the restarts within the range, with what they cost', () => {
  const [first, second, ...others] = words(0, 60_000);
  expect(first).toMatch(
    /^Restart 1 at 14\.\d+ s: completed after \d+ ms, asked for by restartIce\(\), cause: media stalled, worst gap 3,\d{3} ms/,
  );
  expect(second).toMatch(/^Restart 2 .* worst gap none$/);
  expect(others).toEqual([]);
});

it('says nothing of what is elsewhere', () => {
  expect(words(0, 5_000)).toEqual([]);
});
