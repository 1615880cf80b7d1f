import type { Chromium } from '../../test/harness/chromium.ts';
import type { StaticServer } from '../../test/harness/static-server.ts';
import { type CallTimes, MeasuredPage, type Reading } from './measured-page.ts';
import type { Tool } from './tools.ts';

/** One tool against no tool, over the same seconds of two calls that are alike. */
export interface Comparison extends CallTimes {
  tool: string;
  /** Percent of a core that the page's renderer used. */
  cpu: number;
  /** And that of the call without a tool. */
  plainCpu: number;
  longTaskMs: number;
  plainLongTaskMs: number;
  heapMb: number;
  /** A connection and minute. */
  getStatsCalls: number;
}

export interface Means {
  /** Without and with the extension. */
  plain: Chromium;
  extended: Chromium;
  server: StaticServer;
  /** The call nobody watches. */
  reference: MeasuredPage;
  connections: number;
  windowMs: number;
}

/** Until the tools' first excitement is over. */
const settleMs = 8_000;

export async function compare(tool: Tool, means: Means): Promise<Comparison> {
  const { reference, connections, windowMs } = means;
  const chromium = tool.extended ? means.extended : means.plain;
  const watched = await MeasuredPage.open(chromium, means.server, tool, connections);
  try {
    await sleep(settleMs);
    const packets = await watched.packets();
    const [before, plainBefore] = await Promise.all([watched.read(), reference.read()]);
    if (tool.restarts) await Promise.all([watched, reference].map(each => each.restartAll(windowMs * 0.7)));
    await sleep(windowMs - (performance.now() - before.at));
    const [after, plainAfter] = await Promise.all([watched.read(), reference.read()]);
    if ((await watched.packets()) <= packets) throw new Error(`${tool.name}: no media flowed`);
    const minutes = (after.at - before.at) / 60_000;
    return {
      tool: tool.name,
      cpu: cpuOf(before, after),
      plainCpu: cpuOf(plainBefore, plainAfter),
      longTaskMs: after.longTaskMs - before.longTaskMs,
      plainLongTaskMs: plainAfter.longTaskMs - plainBefore.longTaskMs,
      getStatsCalls: (after.getStatsCalls - before.getStatsCalls) / connections / minutes,
      heapMb: (await watched.heapBytes()) / 1e6,
      ...(await watched.callTimes()),
    };
  } finally {
    await watched.close();
  }
}

function cpuOf(before: Reading, after: Reading): number {
  return ((after.cpuMs - before.cpuMs) / (after.at - before.at)) * 100;
}

function sleep(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, Math.max(0, ms)));
}
