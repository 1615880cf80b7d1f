import { describe, expect, it } from 'vitest';
import { isExplainedByLoss, isPathGap } from './classify.ts';
import { PathActivity } from './path-activity.ts';

/** Readings every 50 ms; `lastReceivedAt` gives what had arrived by then. */
function path(until: number, lastReceivedAt: (at: number) => number, checksAnswered = (_: number) => 0) {
  const activity = new PathActivity();
  for (let at = 0; at <= until; at += 50) {
    activity.add({
      id: 'T',
      at,
      pairId: 'p',
      lastReceivedAt: lastReceivedAt(at),
      checksAnswered: checksAnswered(at),
    });
  }
  return activity;
}

const silence = (from: number, to: number) => {
  const durationMs = to - from;
  return { from, to, durationMs, lowMs: durationMs, highMs: durationMs, seen: true };
};
const nothing = { lost: false, accompanied: false, troubled: false };
const dead = path(6_000, at => (at < 1_000 ? at : at < 5_000 ? 1_000 : at));
const alive = path(6_000, at => at);

describe('PathActivity', () => {
  it('tells how long nothing arrived', () => {
    expect(dead.silentFor(1_000, 5_200)).toBeGreaterThan(3_800);
    expect(alive.silentFor(1_000, 5_200)).toBeLessThanOrEqual(100);
  });

  it('knows nothing where nobody looked', () => {
    expect(dead.silentFor(7_000, 8_000)).toBeNull();
  });

  it('counts only what was looked at where the page was held up', () => {
    const suspended = new PathActivity();
    const heldUp = (at: number) => at > 1_000 && at < 4_900;
    for (let at = 0; at <= 6_000; at += 50) {
      const lastReceivedAt = at < 1_000 || at > 5_000 ? at : 1_000;
      if (!heldUp(at)) suspended.add({ id: 'T', at, pairId: 'p', lastReceivedAt });
    }
    expect(suspended.heldUpFor(1_000, 5_000)).toBeGreaterThan(3_800);
    expect(suspended.silentFor(1_000, 5_000)).toBeLessThanOrEqual(100);
    expect(isPathGap(silence(1_000, 5_020), { ...nothing, path: suspended, accompanied: true })).toBe(false);
    expect(isPathGap(silence(1_000, 5_020), { ...nothing, path: suspended, troubled: true })).toBe(true);
  });

  it('counts what was looked at of a silence whose end nobody saw', () => {
    const busy = new PathActivity();
    for (let at = 0; at <= 6_000; at += 50) {
      const lastReceivedAt = at > 1_000 && at < 3_000 ? 1_000 : at;
      if (at <= 1_600 || at >= 4_200) busy.add({ id: 'T', at, pairId: 'p', lastReceivedAt });
    }
    expect(busy.heldUpFor(1_000, 3_000)).toBe(1_400);
    expect(isPathGap(silence(1_000, 3_000), { ...nothing, path: busy, accompanied: true })).toBe(true);
    expect(isPathGap(silence(1_000, 3_000), { ...nothing, path: busy })).toBe(false);
  });

  it('takes an answered check for a sign of life', () => {
    const unused = path(
      6_000,
      () => 1_000,
      at => (at >= 2_000 ? 1 : 0),
    );
    expect(unused.silentFor(1_000, 5_200)).toBeLessThan(1_100);
  });
});

describe('isPathGap', () => {
  it('calls it a gap when the whole path was silent', () => {
    expect(isPathGap(silence(1_000, 5_020), { ...nothing, path: dead })).toBe(true);
  });

  it('calls a stream idle that pauses on a living path', () => {
    expect(isPathGap(silence(1_000, 5_020), { ...nothing, path: alive })).toBe(false);
  });

  it('calls it a gap when the packets of that time were lost', () => {
    expect(isPathGap(silence(1_000, 1_300), { ...nothing, path: undefined, lost: true })).toBe(true);
    expect(isExplainedByLoss(silence(1_000, 1_300), 14, 20, 0)).toBe(true);
    expect(isExplainedByLoss(silence(1_000, 1_300), 1, 20, 0)).toBe(false);
    expect(isExplainedByLoss(silence(1_000, 4_100), 30, 20, 2_500)).toBe(true);
    expect(isExplainedByLoss(silence(1_000, 4_100), 5, 20, 3_100)).toBe(false);
  });

  it('takes what is sent first after the machine was suspended for no part of the silence', () => {
    expect(isExplainedByLoss(silence(1_000, 3_554), 11, 33, 2_535)).toBe(false);
    expect(isExplainedByLoss(silence(1_000, 3_554), 70, 33, 2_535)).toBe(true);
  });

  it('needs a witness for a short silence of the only stream', () => {
    const unused = path(3_000, at => (at < 1_000 || at > 2_000 ? at : 1_000));
    expect(isPathGap(silence(1_000, 2_000), { ...nothing, path: unused })).toBe(false);
    expect(isPathGap(silence(1_000, 2_000), { ...nothing, path: unused, troubled: true })).toBe(true);
    expect(isPathGap(silence(1_000, 2_000), { ...nothing, path: unused, accompanied: true })).toBe(true);
  });
});
