import { describe, expect, it } from 'vitest';
import { planTrials } from './plan.ts';

describe('the plan of trials', () => {
  const plans = planTrials(48, 5);

  it('is the same for the same seed', () => {
    expect(planTrials(48, 5)).toEqual(plans);
    expect(planTrials(48, 6)).not.toEqual(plans);
  });

  it('holds every kind in visible and hidden tabs', () => {
    for (const visibility of ['visible', 'hidden']) {
      const kinds = plans.filter(each => each.visibility === visibility).map(({ kind }) => kind);
      for (const kind of ['healed-before', 'healed-after', 'make-before-break'])
        expect(kinds).toContain(kind);
    }
  });

  it('cuts for 100 ms to 10 s, except where nothing is to break', () => {
    for (const { kind, cutMs } of plans) {
      if (kind === 'make-before-break') expect(cutMs).toBe(0);
      else expect(cutMs >= 100 && cutMs <= 10_000).toBe(true);
    }
  });

  it('signals the restart on the side of the healing that its kind names', () => {
    for (const { kind, cutMs, mendAtMs, restartAtMs } of plans) {
      if (kind === 'healed-before') expect(restartAtMs).toBeGreaterThanOrEqual(mendAtMs as number);
      if (kind !== 'healed-after') continue;
      if (mendAtMs === null) expect(restartAtMs).toBe(cutMs);
      else expect(restartAtMs).toBeLessThan(mendAtMs);
    }
  });

  it('has each kind even in a short run', () => {
    expect(new Set(planTrials(5, 1).map(({ kind }) => kind)).size).toBe(3);
  });
});
