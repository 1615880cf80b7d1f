/**
 * Records every scenario in both browsers anew, into test/traces/: `npx tsx tools/record-traces.ts`. With parts of
 * files' names as arguments, only those. The fold is tested against these without a browser.
 */
import { writeFile } from 'node:fs/promises';
import type { Trace } from '../extension/trace/schema/trace.ts';
import { CallPage } from '../test/harness/call-page.ts';
import { launchChromium } from '../test/harness/chromium.ts';
import { launchFirefox } from '../test/harness/firefox.ts';
import { withoutQuiet } from '../test/harness/without-quiet.ts';
import { type BrowserName, isComplete, runsIn, type Scenario, slug } from '../test/scenarios/scenario.ts';
import { scenarios } from '../test/scenarios/scenarios.ts';

const directory = new URL('../test/traces/', import.meta.url);
const parts = process.argv.slice(2);
const isChosen = (file: string) => parts.length === 0 || parts.some(part => file.includes(part));
async function record(scenario: Scenario, call: CallPage, browser: BrowserName): Promise<Trace> {
  await scenario.run(call);
  return withoutQuiet(
    await call.traceWhen('all that is expected', trace => isComplete(trace, scenario, browser)),
  );
}

for (const [browserName, launch] of [
  ['chromium', launchChromium],
  ['firefox', launchFirefox],
] as const) {
  const fileOf = (scenario: Scenario) => `${browserName}-${slug(scenario)}.icescope.json`;
  const chosen = scenarios.filter(each => runsIn(each, browserName) && isChosen(fileOf(each)));
  if (chosen.length === 0) continue;
  const driven = await launch();
  for (const scenario of chosen) {
    const call = await CallPage.open(driven);
    const trace = await record(scenario, call, browserName);
    await call.close();
    const text = JSON.stringify(trace);
    await writeFile(new URL(fileOf(scenario), directory), text);
    console.log(fileOf(scenario), trace.events.length, 'events', Math.round(text.length / 1000), 'kB');
  }
  await driven.close();
}
