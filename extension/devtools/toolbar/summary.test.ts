import { expect, it } from 'vitest';
import { gapOf, restartOf } from '../fixture/restart.ts';
import { summaryOf } from './summary.ts';

it('takes each restart by its longest silence', () => {
  const restarts = [
    restartOf({ gaps: [gapOf({ durationMs: 5113 }), gapOf({ durationMs: 5146, kind: 'video' })] }),
    restartOf({ gaps: [gapOf({ durationMs: 0 })] }),
    restartOf({ gaps: [gapOf({ durationMs: 1204 })] }),
    restartOf({ gaps: [] }),
  ];
  const { worst, ...rest } = summaryOf(restarts);
  expect(rest).toEqual({ restarts: 4, medianMs: 1204 });
  expect(worst?.kind).toBe('video');
});

it('says nothing of gaps when none was measured', () => {
  expect(summaryOf([restartOf({ gaps: [] })])).toEqual({ restarts: 1, worst: null, medianMs: null });
});
