import { expect, it } from 'vitest';
import { EventClock } from './event-clock.ts';

it('goes on from the newest event, by the fastest that arrived, and never back', () => {
  let elapsed = 0;
  const clock = new EventClock(() => elapsed);
  expect(clock.now()).toBe(0);
  clock.note(50_000);
  elapsed = 400;
  expect(clock.now()).toBe(50_400);
  clock.note(50_350); // travelled 50 ms longer
  expect(clock.now()).toBe(50_400);
  clock.note(50_410);
  expect(clock.now()).toBe(50_410);
});
