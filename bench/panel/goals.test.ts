import { expect, it } from 'vitest';
import { openingTime, smoothness } from './goals.ts';

const missed = (intervals: number[], work: number[]) =>
  smoothness('zoom', { intervals, work }).filter(({ goal }) => goal && !goal.met).length;

it('takes an animation for smooth when its frames come in time', () => {
  expect(missed(Array(200).fill(16.7), Array(200).fill(8))).toBe(0);
  expect(missed([...Array(199).fill(16.7), 33.4], Array(200).fill(8))).toBe(0);
});

it('tells the first second apart', () => {
  expect(missed([...Array(10).fill(100), ...Array(200).fill(16.7)], Array(210).fill(8))).toBe(0);
  expect(smoothness('zoom', { intervals: [500, 500, 16], work: [8, 8, 8] })[0]!.value).toBe('2 of 2');
});

it('sees frames that are left out, and work that leaves no room', () => {
  expect(missed(Array(200).fill(33.4), Array(200).fill(8))).toBe(2);
  expect(missed([...Array(190).fill(16.7), ...Array(10).fill(50)], Array(200).fill(8))).toBe(2);
  expect(missed(Array(200).fill(16.7), Array(200).fill(20))).toBe(1);
});

it('judges how long opening takes', () => {
  expect(openingTime(2_900, 3_000).goal?.met).toBe(true);
  expect(openingTime(3_100, 3_000).goal?.met).toBe(false);
});
