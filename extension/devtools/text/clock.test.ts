import { expect, it } from 'vitest';
import { clock } from './clock.ts';

it('shows as many decimals as the step needs', () => {
  expect(clock(38_000, 1000)).toBe('38 s');
  expect(clock(38_000, 500)).toBe('38.0 s');
  expect(clock(48_613.2, 1)).toBe('48.613 s');
});

it('counts minutes and hours', () => {
  expect(clock(98_000, 1000)).toBe('1:38');
  expect(clock(61_500, 500)).toBe('1:01.5');
  expect(clock(3_661_000, 1000)).toBe('1:01:01');
});

it('shows minutes that are none, in a row with later points', () => {
  expect(clock(45_000, 1000, true)).toBe('0:45');
});

it('carries when it rounds up', () => {
  expect(clock(59_960, 100)).toBe('1:00.0');
});

it('shows what came before the start as negative', () => {
  expect(clock(-1500, 500)).toBe('−1.5 s');
  expect(clock(-0.2, 1000)).toBe('0 s');
});
