import { afterEach, beforeEach, expect, it } from 'vitest';
import { between, seededRandom } from '../../bench/gap/random.ts';
import type { TraceEvent } from '../../extension/trace/schema/events.ts';
import { CallPage, restartsSettled } from '../harness/call-page.ts';
import { type Chromium, launchChromium } from '../harness/chromium.ts';
import { ExtensionPage } from '../harness/extension-page.ts';
import { waitFor } from '../harness/wait-for.ts';

const kills = 100;
const restartEvery = 20;
/** From hardly started to busy with what waited for it. */
const [shortestLifeMs, longestLifeMs] = [0, 250];

let chromium: Chromium;
let call: CallPage;
let extension: ExtensionPage;

beforeEach(async () => {
  chromium = await launchChromium({ attachToWorkers: false });
  extension = await ExtensionPage.open(chromium);
  call = await CallPage.open(chromium);
});
afterEach(async () => {
  await call?.close();
  await chromium?.close();
});

it(`a worker that is killed ${kills} times in a call loses nothing and keeps nothing twice`, async () => {
  const random = seededRandom(10);
  await call.start();
  const tabId = await extension.newestTab();
  await extension.watch(tabId);
  await extension.ask({ type: 'record', tabId });
  const before = extension.deaths;
  for (let kill = 0; kill < kills; kill++) {
    await new Promise(resolve => setTimeout(resolve, between(random, shortestLifeMs, longestLifeMs)));
    await extension.killWorker();
    if (kill % restartEvery === 0) await call.restart();
  }
  expect(extension.deaths - before).toBeGreaterThan(kills / 2);
  await call.mediaFlows();
  const truth = await call.traceWhen('all restarts', trace => restartsSettled(trace));
  const [recording] = await chromium.background.evaluate(() => icescope.recordings());
  await extension.ask({ type: 'stop', recordingId: recording!.id });
  const kept = await chromium.background.evaluate(id => icescope.recorded(id), recording!.id);

  expect(truth.dropped.events).toBe(0);
  expectWhole(truth.events);
  expectSame(kept.events, truth.events);
  expect(kept.dropped.events).toBe(0);
  expect(
    await chromium.background.evaluate(
      id => icescope.recordings().then(all => all.find(each => each.id === id)),
      recording!.id,
    ),
  ).toMatchObject({
    events: kept.events.length,
    restarts: kept.restarts.length,
    missing: 0,
    end: 'stopped',
  });
  expect(kept.restarts.length).toBe((2 * kills) / restartEvery);

  const panel = await waitFor('the panel to have caught up', async () => {
    const now = await extension.watched();
    return now.events.length >= truth.events.length && now;
  });
  expectSame(panel.events, truth.events);
  expect(panel).toMatchObject({ status: 'live', missing: 0 });
});

function expectWhole(events: TraceEvent[]): void {
  expect(events.map(({ seq }) => seq)).toEqual([...events.keys()]);
}

/** The same events without a hole; who listened longer may have more of them. */
function expectSame(events: TraceEvent[], truth: TraceEvent[]): void {
  expectWhole(events);
  expect(events.length).toBeGreaterThanOrEqual(truth.length);
  expect(events.slice(0, truth.length)).toEqual(truth);
}
