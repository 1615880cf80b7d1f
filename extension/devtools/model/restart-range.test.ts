import { expect, it } from 'vitest';
import { gapOf, restartOf } from '../fixture/restart.ts';
import { rangeOfRestart } from './restart-range.ts';

it('reaches from the last packet on the old path to the last stream back', () => {
  const restart = restartOf({ gaps: [gapOf(), gapOf({ ssrc: 2, durationMs: 5_400 })] });
  expect(rangeOfRestart(restart, 99_000)).toEqual({ from: 1_000, to: 6_400 });
});

it('reaches until now while it goes on', () => {
  const restart = restartOf({ settledAt: null, outcome: 'pending', gaps: [] });
  expect(rangeOfRestart(restart, 9_000).to).toBe(9_000);
});
