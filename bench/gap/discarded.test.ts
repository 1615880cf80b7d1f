import { describe, expect, it } from 'vitest';
import { discardedAfter } from './discarded.ts';

const arrivals = Array.from({ length: 200 }, (_, i) => i * 20).filter(time => time <= 1_000 || time >= 2_000);
const gap = { from: 1_000, to: 2_000, durationMs: 1_000 };

/** Readings every 100 ms of a browser that does not take what `refuses` names. */
function counts(refuses: (time: number) => boolean) {
  const taken = arrivals.filter(time => !refuses(time));
  return Array.from({ length: 39 }, (_, i) => i * 100 + 5).map(at => {
    const known = taken.filter(time => time <= at);
    return { packets: known.length, newestAt: known.at(-1) ?? 0 };
  });
}

describe('packets that the browser discards', () => {
  it('are none where it takes every packet', () => {
    expect(
      discardedAfter(
        gap,
        arrivals,
        counts(() => false),
      ),
    ).toBe(0);
  });

  it('are counted where they came first after the gap', () => {
    expect(
      discardedAfter(
        gap,
        arrivals,
        counts(time => time === 2_000 || time === 2_020),
      ),
    ).toBe(2);
  });

  it('are none where one is thrown away later', () => {
    expect(
      discardedAfter(
        gap,
        arrivals,
        counts(time => time === 2_700),
      ),
    ).toBe(0);
  });

  it('are none where single readings lag behind', () => {
    const lagging = counts(() => false).map((each, i) =>
      i % 5 === 0 ? { ...each, packets: each.packets - 1 } : each,
    );
    expect(discardedAfter(gap, arrivals, lagging)).toBe(0);
  });

  it('are not guessed from too few readings', () => {
    const few = counts(time => time === 2_000).filter(({ newestAt }) => newestAt > 600 && newestAt < 2_300);
    expect(discardedAfter(gap, arrivals, few)).toBe(0);
  });
});
