import { describe, expect, it } from 'vitest';
import { pollOnceASecond } from './one-hertz-poll.ts';

/** 50 packets a second for 20 s, but none in (from, to). */
function arrivalsWithout(from: number, to: number): number[] {
  return Array.from({ length: 1_000 }, (_, i) => i * 20).filter(time => time <= from || time >= to);
}

function verdict(from: number, to: number, phase: number) {
  return pollOnceASecond(arrivalsWithout(from, to), { from, to, durationMs: to - from }, phase);
}

describe('a poll once a second', () => {
  it('misses a gap between two readings', () => {
    expect(verdict(5_100, 5_900, 0)).toEqual({ durationMs: 0, missed: true });
  });

  it('misses even 1.9 seconds when its phase is unlucky, and sees them when it is not', () => {
    expect(verdict(5_040, 6_940, 0).missed).toBe(true);
    expect(verdict(5_040, 6_940, 500)).toEqual({ durationMs: 2_000, missed: false });
  });

  it('is off by a second at most for a gap it saw', () => {
    for (let phase = 0; phase < 1_000; phase += 50) {
      const { durationMs } = verdict(5_000, 8_500, phase);
      expect(Math.abs(durationMs - 3_500)).toBeLessThanOrEqual(1_000);
    }
  });
});
