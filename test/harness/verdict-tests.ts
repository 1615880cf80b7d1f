import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type BrowserName,
  connectionFindingsOf,
  expectedVerdicts,
  isComplete,
  runsIn,
  type Scenario,
  takeoversOf,
  verdictsOf,
} from '../scenarios/scenario.ts';
import { scenarios } from '../scenarios/scenarios.ts';
import { CallPage } from './call-page.ts';
import type { Chromium } from './chromium.ts';
import type { Firefox } from './firefox.ts';

/** One test for each kind of restart that the browser can do: it happens for real, and gets its verdict. */
export function testVerdicts(browser: BrowserName, launch: () => Promise<Chromium | Firefox>): void {
  describe(`the verdict in ${browser}`, () => {
    let driven: Chromium | Firefox;

    beforeAll(async () => {
      driven = await launch();
    });
    afterAll(() => driven?.close());

    async function expectVerdicts(scenario: Scenario): Promise<void> {
      const call = await CallPage.open(driven);
      try {
        await scenario.run(call);
        // What is not to be had in time fails below, where the difference is told.
        const trace = await call
          .traceWhen('all that is expected', each => isComplete(each, scenario, browser))
          .catch(() => call.trace());
        const expected = expectedVerdicts(scenario, browser);
        expect(verdictsOf(trace, expected)).toEqual(expected);
        expect(takeoversOf(trace)).toEqual(scenario.takeovers ?? []);
        expect(connectionFindingsOf(trace)).toEqual(scenario.connectionFindings ?? []);
        expect(trace.rebuilds.map(({ cause }) => cause)).toEqual(scenario.rebuilds ?? []);
      } finally {
        await call.close();
      }
    }

    const rows = scenarios.filter(scenario => runsIn(scenario, browser));
    const named = (some: Scenario[]) => some.map(scenario => [scenario.name, scenario] as const);
    it.each(named(rows.filter(({ patient }) => !patient)))('%s', (_, scenario) => expectVerdicts(scenario));
    it.concurrent.each(named(rows.filter(({ patient }) => patient)))('%s', (_, scenario) =>
      expectVerdicts(scenario),
    );
  });
}
