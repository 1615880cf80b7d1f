import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readTrace } from '../extension/trace/file/read.ts';
import { excessesOf } from './budget.ts';

const trace = (name: string) =>
  readTrace(readFileSync(new URL(`../test/traces/chromium-${name}.icescope.json`, import.meta.url), 'utf8'));
const lost = trace('path-lost-restarted-on-disconnected');
const failed = trace('path-lost-for-good-checks-fail');

describe('a budget', () => {
  it('has nothing to say of a trace within it', () => {
    expect(
      excessesOf(lost, {
        by: 'best',
        maxGapMs: 60_000,
        maxRestartMs: 60_000,
        maxRestarts: 2,
        minRestarts: 2,
      }),
    ).toEqual([]);
  });

  it('names each stream that was silent for too long, with its bracket', () => {
    const excesses = excessesOf(lost, { by: 'best', maxGapMs: 500 });
    expect(excesses.map(({ what }) => what)).toEqual([
      'restart 1 of connection 1',
      'restart 1 of connection 2',
    ]);
    expect(excesses[0]!.message).toMatch(
      /^audio \(mid 0\) was silent for \d+ ms \(\d+ to \d+\), at most 500 are allowed$/,
    );
  });

  it('holds either end of the bracket against it', () => {
    const { lowMs, highMs } = lost.restarts[0]!.gaps[0]!;
    const between = { maxGapMs: (lowMs + highMs) / 2 };
    const ofFirst = (by: 'low' | 'high') =>
      excessesOf(lost, { ...between, by }).filter(({ what }) => what === 'restart 1 of connection 1');
    expect(ofFirst('low')).toEqual([]);
    expect(ofFirst('high')).toHaveLength(1);
  });

  it('takes failed restarts amiss, unless they are allowed', () => {
    expect(excessesOf(failed, { by: 'best' }).map(({ message }) => message)).toContain('failed');
    expect(excessesOf(failed, { by: 'best', allowFailed: true })).toEqual([]);
  });

  it('counts restarts', () => {
    expect(excessesOf(lost, { by: 'best', maxRestarts: 1 })).toEqual([
      { what: 'trace', message: '2 restarts, at most 1 are allowed' },
    ]);
    expect(excessesOf(lost, { by: 'best', minRestarts: 3 })).toHaveLength(1);
  });

  it('is over for a slow restart', () => {
    expect(excessesOf(lost, { by: 'best', maxRestartMs: 1 })).toHaveLength(2);
  });
});
