import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CallPage } from '../harness/call-page.ts';
import { launchChromium } from '../harness/chromium.ts';
import { launchFirefox } from '../harness/firefox.ts';
import { verdictsOf } from '../scenarios/scenario.ts';
import { scenarios } from '../scenarios/scenarios.ts';

describe.each([
  ['Chromium', launchChromium],
  ['Firefox', launchFirefox],
])('the verdict in %s', (_, launch) => {
  let driven: Awaited<ReturnType<typeof launch>>;

  beforeAll(async () => {
    driven = await launch();
  });
  afterAll(() => driven?.close());

  it.each(scenarios.map(scenario => [scenario.name, scenario] as const))('%s', async (_, scenario) => {
    const call = await CallPage.open(driven);
    try {
      await scenario.run(call);
      const settled =
        scenario.complete ?? (({ restarts }) => restarts.every(each => each.settledAt !== null));
      const trace = await call.traceWhen('the restarts to be settled', settled);
      expect(verdictsOf(trace, scenario)).toEqual(scenario.verdicts);
    } finally {
      await call.close();
    }
  });
});
