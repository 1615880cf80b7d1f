import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CallPage } from '../harness/call-page.ts';
import { launchChromium } from '../harness/chromium.ts';
import { launchFirefox } from '../harness/firefox.ts';
import { expectTrueBrackets } from '../harness/true-brackets.ts';

describe.each([
  ['Chromium', launchChromium],
  ['Firefox', launchFirefox],
])('a path that mends by itself, in %s,', (_, launch) => {
  let driven: Awaited<ReturnType<typeof launch>>;
  beforeAll(async () => {
    driven = await launch();
  });
  afterAll(() => driven?.close());

  it.each([400, 2_000])('after %i ms is a break without a restart, and measured', async cutMs => {
    const call = await CallPage.open(driven);
    try {
      await call.start();
      call.breaker.cut({ scope: 'all' });
      await setTimeout(cutMs);
      call.breaker.mend();
      await call.mediaFlows();
      const trace = await call.traceWhen('both sides to have told the break', ({ breaks }) => {
        const gaps = breaks.flatMap(each => each.gaps);
        return gaps.length >= 4;
      });
      expect(trace.restarts).toEqual([]);
      expectTrueBrackets(
        trace.breaks.flatMap(({ gaps }) => gaps),
        call.breaker,
      );
      expect(trace.breaks.every(({ healedBy }) => healedBy === 'itself')).toBe(true);
    } finally {
      await call.close();
    }
  });
});
