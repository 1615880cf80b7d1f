import { describe, expect, it } from 'vitest';
import type { TrialOutcome } from './outcome.ts';
import { spoiledBy } from './spoiled.ts';

const every20 = (from: number, to: number) =>
  Array.from({ length: Math.ceil((to - from) / 20) }, (_, i) => from + i * 20);

/** Cut from 10_000 to 11_000 after 5 s of calm. */
function outcome(arrivals: number[], kind = 'healed-before'): TrialOutcome {
  const stream = { receiver: 'bob', media: 'audio', ssrc: 7 };
  const streams = [{ stream, arrivals: { recorded: arrivals, captured: null } }];
  return {
    plan: { kind, cutMs: 1_000, restartAtMs: 1_000, calmMs: 5_000 },
    cutAt: 10_000,
    streams,
  } as unknown as TrialOutcome;
}

describe('a busy machine', () => {
  it('has not spoiled a trial in which only the cut silenced sound', () => {
    expect(spoiledBy(outcome([...every20(5_000, 10_000), ...every20(11_010, 13_000)]))).toBeNull();
  });

  it('has spoiled one with another pause that could pass for a cut', () => {
    const paused = [...every20(5_000, 8_000), ...every20(8_150, 10_000), ...every20(11_010, 13_000)];
    expect(spoiledBy(outcome(paused))).toBe(170);
  });

  it('does not matter before and after the trial', () => {
    const before = [...every20(1_000, 3_000), ...every20(4_000, 10_000), ...every20(11_010, 13_000)];
    expect(spoiledBy(outcome(before))).toBeNull();
    const after = [...every20(5_000, 10_000), ...every20(11_010, 15_000), ...every20(16_000, 17_000)];
    expect(spoiledBy(outcome(after))).toBeNull();
  });

  it('is the only reason for a pause where nothing is cut', () => {
    const paused = [...every20(5_000, 10_000), ...every20(11_000, 13_000)];
    expect(spoiledBy(outcome(paused, 'make-before-break'))).toBe(1_020);
  });
});
