/**
 * Records every scenario in both browsers anew, into test/traces/: `npx tsx tools/record-traces.ts`. With a part of
 * a file's name as argument, only those. The fold is tested against these without a browser.
 */
import { writeFile } from 'node:fs/promises';
import { buildTrace } from '../extension/trace/file/build.ts';
import type { EventOf, TraceEvent } from '../extension/trace/schema/events.ts';
import type { Trace } from '../extension/trace/schema/trace.ts';
import { CallPage } from '../test/harness/call-page.ts';
import { launchChromium } from '../test/harness/chromium.ts';
import { launchFirefox } from '../test/harness/firefox.ts';
import { everyRestartSettled, runsIn, type Scenario, slug } from '../test/scenarios/scenario.ts';
import { scenarios } from '../test/scenarios/scenarios.ts';

const directory = new URL('../test/traces/', import.meta.url);
const only = process.argv[2] ?? '';
/** While nothing arrives, one reading in so long says it all. */
const quietMs = 1_000;

type Sample = EventOf<'sample'>;

/** What arrived by a reading, and over which pairs. */
function arrived({ inbound, transports }: Sample): string {
  return JSON.stringify([
    inbound.map(({ ssrc, packets }) => [ssrc, packets]),
    transports.map(({ id, pairId, localUfrag, bytesReceived, checksAnswered }) => [
      id,
      pairId,
      localUfrag,
      bytesReceived,
      checksAnswered,
    ]),
  ]);
}

/** Leaves out most readings of long silences, none next to a change: the files stay small, the gaps as they are. */
function withoutQuiet(events: TraceEvent[]): TraceEvent[] {
  const samples = events.filter(event => event.type === 'sample');
  const dropped = new Set<TraceEvent>();
  for (const connectionId of new Set(samples.map(sample => sample.connectionId))) {
    const own = samples.filter(sample => sample.connectionId === connectionId);
    let keptAt = 0;
    for (const [i, sample] of own.entries()) {
      const [before, after] = [own[i - 1], own[i + 1]];
      const quiet = [before, after].every(beside => beside && arrived(beside) === arrived(sample));
      if (quiet && sample.t - keptAt < quietMs) dropped.add(sample);
      else keptAt = sample.t;
    }
  }
  return events.filter(event => !dropped.has(event));
}

async function record(scenario: Scenario, call: CallPage): Promise<Trace> {
  await scenario.run(call);
  const complete = scenario.complete ?? everyRestartSettled;
  const { events, dropped, generator } = await call.traceWhen('the restarts to be settled', complete);
  return buildTrace({ events: withoutQuiet(events), dropped: dropped.events, generator });
}

for (const [browserName, launch] of [
  ['chromium', launchChromium],
  ['firefox', launchFirefox],
] as const) {
  const fileOf = (scenario: Scenario) => `${browserName}-${slug(scenario)}.icescope.json`;
  const chosen = scenarios.filter(each => runsIn(each, browserName) && fileOf(each).includes(only));
  if (chosen.length === 0) continue;
  const driven = await launch();
  for (const scenario of chosen) {
    const call = await CallPage.open(driven);
    const trace = await record(scenario, call);
    await call.close();
    const text = JSON.stringify(trace);
    await writeFile(new URL(fileOf(scenario), directory), text);
    console.log(fileOf(scenario), trace.events.length, 'events', Math.round(text.length / 1000), 'kB');
  }
  await driven.close();
}
