import { describe, expect, it } from 'vitest';
import { pauseAround } from './pause.ts';

const times = [0, 20, 40, 1_040, 1_060, 1_400, 1_420];

describe('a pause', () => {
  it('lies around an instant', () => {
    expect(pauseAround(times, 500)).toEqual({ from: 40, to: 1_040, durationMs: 1_000 });
    expect(pauseAround(times, 40)).toEqual({ from: 40, to: 1_040, durationMs: 1_000 });
  });

  it('is unknown before the first arrival and after the last', () => {
    expect(pauseAround(times, -1)).toBeNull();
    expect(pauseAround(times, 1_420)).toBeNull();
    expect(pauseAround([], 0)).toBeNull();
  });
});
