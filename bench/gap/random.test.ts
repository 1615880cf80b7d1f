import { describe, expect, it } from 'vitest';
import { logarithmicBetween, seededRandom, shuffled } from './random.ts';

describe('the seeded generator', () => {
  it('gives the same numbers for the same seed, others for another', () => {
    const draw = (seed: number) => Array.from({ length: 5 }, seededRandom(seed));
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it('spreads evenly over [0, 1)', () => {
    const random = seededRandom(1);
    const drawn = Array.from({ length: 10_000 }, random);
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...drawn)).toBeLessThan(1);
    expect(drawn.reduce((sum, each) => sum + each, 0) / drawn.length).toBeCloseTo(0.5, 1);
  });

  it('draws each decade as often', () => {
    const random = seededRandom(2);
    const drawn = Array.from({ length: 10_000 }, () => logarithmicBetween(random, 100, 10_000));
    expect(drawn.every(each => each >= 100 && each <= 10_000)).toBe(true);
    expect(drawn.filter(each => each < 1_000).length / drawn.length).toBeCloseTo(0.5, 1);
  });

  it('shuffles without losing anything', () => {
    expect(shuffled(seededRandom(3), [1, 2, 3, 4, 5]).toSorted()).toEqual([1, 2, 3, 4, 5]);
  });
});
