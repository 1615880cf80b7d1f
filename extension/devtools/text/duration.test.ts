import { describe, expect, it } from 'vitest';
import { bracketText, duration, roughly } from './duration.ts';

describe('duration', () => {
  it('groups thousands below 10 s and turns to seconds above', () => {
    expect(duration(0)).toBe('0 ms');
    expect(duration(212.4)).toBe('212 ms');
    expect(duration(5113)).toBe('5,113 ms');
    expect(duration(12_345)).toBe('12.35 s');
  });
});

describe('roughly', () => {
  it('names the two largest units', () => {
    expect(roughly(4_900)).toBe('4 s');
    expect(roughly(134_000)).toBe('2 min 14 s');
    expect(roughly(3_790_000)).toBe('1 h 3 min');
  });
});

describe('bracketText', () => {
  it('gives one half-width when both sides are equal', () => {
    expect(bracketText({ durationMs: 5113, lowMs: 5111, highMs: 5115 })).toBe('5,113 ms ±\u00a02');
  });
  it('gives both sides when they differ', () => {
    expect(bracketText({ durationMs: 5113, lowMs: 5110, highMs: 5131 })).toBe('5,113 ms +18/−3');
  });
  it('gives the larger of two sides that hardly differ', () => {
    expect(bracketText({ durationMs: 5160, lowMs: 5139, highMs: 5182 })).toBe('5,160 ms ±\u00a022');
  });
  it('says how much may hide in a gap of 0', () => {
    expect(bracketText({ durationMs: 0, lowMs: 0, highMs: 18 })).toBe('0 ms +18');
    expect(bracketText({ durationMs: 0, lowMs: 0, highMs: 0 })).toBe('0 ms ±\u00a00');
  });
  it('keeps as many decimals of a second as the bracket supports', () => {
    expect(bracketText({ durationMs: 12_345, lowMs: 12_343, highMs: 12_347 })).toBe('12.345 s ±\u00a00.002');
    expect(bracketText({ durationMs: 12_345, lowMs: 12_295, highMs: 12_395 })).toBe('12.35 s ±\u00a00.05');
    expect(bracketText({ durationMs: 12_345, lowMs: 11_345, highMs: 13_345 })).toBe('12.3 s ±\u00a01.0');
  });
});
