import { expect, it } from 'vitest';
import { gapOf, restartOf } from '../fixture/restart.ts';
import { worstGapOf } from './restart-gaps.ts';

it('takes the longest silence of what comes in, on the network', () => {
  const gaps = [
    gapOf({ durationMs: 100 }),
    gapOf({ durationMs: 300 }),
    gapOf({ durationMs: 900, layer: 'playout' }),
    gapOf({ durationMs: 1_900, direction: 'outbound' }),
  ];
  expect(worstGapOf(restartOf({ gaps }))?.durationMs).toBe(300);
  expect(worstGapOf(restartOf({ gaps: [] }))).toBeNull();
});
