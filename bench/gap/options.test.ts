import { describe, expect, it } from 'vitest';
import { readOptions } from './options.ts';

describe('the options', () => {
  it('have defaults', () => {
    expect(readOptions([], 1_700_000_123_456)).toEqual({
      seed: 123_456,
      trials: 32,
      browsers: ['chromium', 'firefox'],
      capture: 'auto',
      build: true,
      keep: false,
    });
  });

  it('are taken from the command line', () => {
    expect(readOptions(['--seed', '7', '--trials=10', '--browser', 'firefox', '--no-capture'])).toEqual({
      seed: 7,
      trials: 10,
      browsers: ['firefox'],
      capture: 'never',
      build: true,
      keep: false,
    });
    expect(readOptions(['--quick', '--capture'])).toMatchObject({ trials: 8, capture: 'always' });
  });

  it('say what was expected', () => {
    expect(() => readOptions(['--trials', 'many'])).toThrow(
      '--trials: expected a whole number from 3 up, got "many"',
    );
    expect(() => readOptions(['--browser', 'lynx'])).toThrow('got "lynx"');
    expect(() => readOptions(['--sed', '7'])).toThrow('--sed');
  });
});
