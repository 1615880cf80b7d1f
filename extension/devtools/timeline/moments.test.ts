import { expect, it } from 'vitest';
import { startOfTrace, viewOf } from '../fixture/view.ts';
import { neighbour, snapped } from './moments.ts';

const { view, connection, frame } = viewOf(call =>
  call.run(10_000).breakPath().run(3_600).state('disconnected').restart().run(5_000),
);
const seen = { connection, frame, marks: view.marks };
const [restart] = connection.restarts;
const gap = connection.streams.find(({ kind }) => kind === 'audio')!.gaps[0]!;

it('snaps to the nearest event within reach, and to nothing beyond it', () => {
  expect(snapped(seen, gap.from + 3, 5)).toBe(gap.from);
  expect(snapped(seen, gap.to - 3, 5)).toBe(gap.to);
  expect(snapped(seen, gap.from + 300, 5)).toBe(gap.from + 300);
});

it('steps through all events and back, to the first and the last of them', () => {
  const stops: number[] = [];
  for (let t: number | null = startOfTrace - 1; t !== null; t = neighbour(seen, t, 1)) stops.push(t);
  expect(stops).toContain(restart!.requestedAt);
  expect(stops).toContain(gap.from);
  expect(stops).toEqual(stops.toSorted((a, b) => a - b));
  const back: number[] = [];
  for (let t: number | null = stops.at(-1)! + 1; t !== null; t = neighbour(seen, t, -1)) back.push(t);
  expect(back.length).toBeGreaterThan(20);
  expect(neighbour(seen, stops.at(-1)!, 1)).toBeNull();
});
