import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CallPage } from '../harness/call-page.ts';
import { launchChromium } from '../harness/chromium.ts';
import { launchFirefox } from '../harness/firefox.ts';
import { everyRestartSettled, expectedVerdicts, runsIn, verdictsOf } from '../scenarios/scenario.ts';
import { scenarios } from '../scenarios/scenarios.ts';

describe.each([
  ['chromium', launchChromium],
  ['firefox', launchFirefox],
] as const)('the verdict in %s', (browser, launch) => {
  let driven: Awaited<ReturnType<typeof launch>>;

  beforeAll(async () => {
    driven = await launch();
  });
  afterAll(() => driven?.close());

  const rows = scenarios.filter(scenario => runsIn(scenario, browser));
  it.each(rows.map(scenario => [scenario.name, scenario] as const))('%s', async (_, scenario) => {
    const call = await CallPage.open(driven);
    try {
      await scenario.run(call);
      const complete = scenario.complete ?? everyRestartSettled;
      const trace = await call.traceWhen('the restarts to be settled', complete);
      const expected = expectedVerdicts(scenario, browser);
      expect(verdictsOf(trace, expected)).toEqual(expected);
      expect(trace.rebuilds.map(({ cause }) => cause)).toEqual(scenario.rebuilds ?? []);
    } finally {
      await call.close();
    }
  });
});
