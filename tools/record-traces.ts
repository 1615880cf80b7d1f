/**
 * Records every scenario in both browsers anew, into test/traces/: `npx tsx tools/record-traces.ts`.
 * The fold is tested against these without a browser.
 */
import { writeFile } from 'node:fs/promises';
import { CallPage } from '../test/harness/call-page.ts';
import { launchChromium } from '../test/harness/chromium.ts';
import { launchFirefox } from '../test/harness/firefox.ts';
import { scenarios } from '../test/scenarios/scenarios.ts';

const directory = new URL('../test/traces/', import.meta.url);
const only = process.argv[2] ?? '';

for (const [browserName, launch] of [
  ['chromium', launchChromium],
  ['firefox', launchFirefox],
] as const) {
  const driven = await launch();
  for (const scenario of scenarios.filter(({ name }) => name.includes(only))) {
    const call = await CallPage.open(driven);
    await scenario.run(call);
    const trace = await call.traceWhen('the restarts to be settled', scenario.complete ?? (() => true));
    await call.close();
    const file = `${browserName} ${scenario.name}.icescope.json`.replaceAll(/[ ,]+/g, '-');
    await writeFile(new URL(file, directory), JSON.stringify(trace));
    console.log(file, trace.events.length, 'events');
  }
  await driven.close();
}
