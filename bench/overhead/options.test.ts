import { describe, expect, it } from 'vitest';
import { readOptions } from './options.ts';

describe('the options', () => {
  it('have defaults', () => {
    expect(readOptions([], 1_700_000_123_456)).toEqual({
      seed: 123_456,
      connections: 10,
      rounds: 5,
      seconds: 20,
      only: null,
      add: false,
      build: true,
    });
  });

  it('say what was expected in place of nonsense', () => {
    expect(() => readOptions(['--connections', '3'])).toThrow('expected an even number, got "3"');
    expect(() => readOptions(['--seconds', '1'])).toThrow('--seconds: expected a whole number from 5 up');
    expect(() => readOptions(['--only', '('])).toThrow('--only: expected a regular expression, got "("');
  });
});
