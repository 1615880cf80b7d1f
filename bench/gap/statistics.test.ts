import { describe, expect, it } from 'vitest';
import { median, percentile, share } from './statistics.ts';

describe('statistics', () => {
  it('finds the median of odd and even numbers of values', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([])).toBeNull();
  });

  it('finds percentiles by nearest rank, never below what the data says', () => {
    const values = Array.from({ length: 20 }, (_, i) => i + 1);
    expect(percentile(values, 95)).toBe(19);
    expect(percentile(values, 100)).toBe(20);
    expect(percentile([5], 95)).toBe(5);
    expect(percentile([], 95)).toBeNull();
  });

  it('does not call nothing a share', () => {
    expect(share([1, 2, 3, 4], each => each > 1)).toBe(0.75);
    expect(share([], () => true)).toBeNull();
  });
});
