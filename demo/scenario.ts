import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer-core';
import type { Trace } from '../extension/trace/schema/trace.ts';
import type { PathBreaker } from '../path-breaker/index.ts';
import type { Chromium } from '../test/harness/chromium.ts';
import { waitFor } from '../test/harness/wait-for.ts';
import { compareGaps, findProblems } from './comparison.ts';
import type { DemoServer } from './server.ts';
import { gapTable, restartTable } from './table.ts';

const ARTIFACTS = fileURLToPath(new URL('../artifacts', import.meta.url));
/** Audio and video, both ways. */
const STREAMS = 4;
/** Enough of a stream to tell it from the retransmissions beside it, and for a sampler to have seen it flow. */
const FLOWING_PACKETS = 60;
/** How far a trace must reach beyond the recovery for its gaps to be final, in milliseconds. */
const AFTERMATH_MS = 2500;

/**
 * Breaks the path of the call in `page`, lets the application recover, and holds IceScope's trace against the
 * middlebox's record.
 *
 * @returns the problems found, in sentences.
 */
export async function runScenario(server: DemoServer, chromium: Chromium, page: Page): Promise<string[]> {
  const breaker = await waitFor('the page to begin its call', () => server.calls.newest());
  await mediaFlows(breaker);
  tell('The call is connected; audio and video flow both ways.');

  breaker.cut({ scope: 'existing' });
  tell('The path is broken: what was signalled so far is dead.');
  await mediaFlowsAgain(breaker);
  tell('The application has restarted ICE; media flows again.');

  const trace = await completeTrace(chromium, server.origin, recoveryEnd(breaker) + AFTERMATH_MS);
  const measured = compareGaps(trace.restarts, breaker.silences());
  console.log(`\nRestarts\n${restartTable(trace.restarts)}`);
  console.log(`\nMedia gaps\n${gapTable(measured)}\n`);
  await saveTrace(trace);
  await savePanel(chromium, page);
  return findProblems(trace, measured);
}

function tell(text: string): void {
  console.log(`${new Date().toISOString().slice(11, 23)}  ${text}`);
}

async function mediaFlows(breaker: PathBreaker): Promise<void> {
  await waitFor(
    'audio and video to flow both ways',
    () => breaker.streams().filter(({ packets }) => packets >= FLOWING_PACKETS).length >= STREAMS,
    { timeoutMs: 20_000 },
  );
}

async function mediaFlowsAgain(breaker: PathBreaker): Promise<void> {
  const flowing = breaker.streams().filter(({ packets }) => packets >= FLOWING_PACKETS);
  await waitFor(
    'the application to restart ICE and media to flow again',
    () => {
      const resumed = breaker.silences().filter(({ cause }) => cause === 'cut');
      return flowing.every(({ ssrc }) => resumed.some(silence => silence.ssrc === ssrc));
    },
    { timeoutMs: 30_000 },
  );
}

/** When the last stream was heard again, epoch milliseconds. */
function recoveryEnd(breaker: PathBreaker): number {
  const ends = breaker.silences().filter(({ cause }) => cause === 'cut');
  return Math.max(...ends.map(({ to }) => to));
}

/** The trace of the demo's tab once it is complete and reaches up to `until`; after a while, as it then is. */
async function completeTrace(chromium: Chromium, origin: string, until: number): Promise<Trace> {
  const read = () => chromium.background.evaluate(readTrace, origin);
  try {
    return await waitFor("IceScope's trace to show the restarts complete", async () => {
      const trace = await read();
      return trace && trace.endedAt >= until && findProblems(trace, []).length === 0 ? trace : null;
    });
  } catch (error) {
    // What is missing is for the comparison to tell, as long as there is a trace at all.
    const trace = await read();
    if (!trace) throw error;
    return trace;
  }
}

/** Runs in the extension's background. */
async function readTrace(origin: string): Promise<Trace | null> {
  const tabs = await globalThis.icescope.tabs();
  const tab = tabs.find(({ url }) => url.startsWith(origin));
  return tab ? globalThis.icescope.trace(tab.tabId) : null;
}

async function saveTrace(trace: Trace): Promise<void> {
  await mkdir(ARTIFACTS, { recursive: true });
  await writeFile(join(ARTIFACTS, 'demo.icescope.json'), `${JSON.stringify(trace, null, 1)}\n`);
  tell('Wrote artifacts/demo.icescope.json');
}

async function savePanel(chromium: Chromium, page: Page): Promise<void> {
  const panel = await chromium.openPanel(page);
  await waitFor('the panel to show the restart', () =>
    panel.frame.evaluate('document.body.innerText.includes("restartIce")'),
  );
  await panel.screenshot(`${ARTIFACTS}/demo-panel.png`);
  await panel.close();
  tell('Wrote artifacts/demo-panel.png');
}
