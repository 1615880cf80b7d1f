import type { Chromium } from '../../test/harness/chromium.ts';
import type { StaticServer } from '../../test/harness/static-server.ts';
import type { Calibration } from './calibration.ts';
import { MeasuredPage } from './measured-page.ts';
import type { Tool } from './tools.ts';

/** What was measured of one call watched by one tool. */
export interface Measurement {
  tool: string;
  /** Percent of a core: the page's own threads, the looks' share of the packets' thread, and the tool's own pages and workers. */
  cpu: number;
  longTaskMs: number;
  heapMb: number;
  /** Calls of `getStats` a connection and minute. */
  getStats: number;
}

export interface Means {
  plain: Chromium;
  extended: Chromium;
  server: StaticServer;
  calibration: Calibration;
  connections: number;
  windowMs: number;
}

/** Until the tools' first excitement is over. */
const settleMs = 7_000;

export async function measure(tool: Tool, means: Means): Promise<Measurement> {
  const { connections, windowMs, calibration } = means;
  const chromium = tool.extended ? means.extended : means.plain;
  const watched = await MeasuredPage.open(chromium, means.server, tool, connections);
  try {
    await sleep(settleMs);
    const packets = await watched.packets();
    const before = await watched.read();
    if (tool.restarts) await watched.restartAll(windowMs * 0.7);
    await sleep(windowMs - (performance.now() - before.at));
    const after = await watched.read();
    if ((await watched.packets()) <= packets) throw new Error(`${tool.name}: no media flowed`);
    const ms = after.at - before.at;
    const native = ((tool.nativePolls ?? 0) * connections * ms) / 60_000;
    const getStats = after.getStats - before.getStats + native;
    const looks = after.getSynchronizationSources - before.getSynchronizationSources;
    const packetsMs = getStats * calibration.getStats + looks * calibration.getSynchronizationSources;
    return {
      tool: tool.name,
      cpu: ((after.page - before.page + packetsMs + after.toolPages - before.toolPages) / ms) * 100,
      longTaskMs: after.longTaskMs - before.longTaskMs,
      getStats: (getStats / connections / ms) * 60_000,
      heapMb: (await watched.heapBytes()) / 1e6,
    };
  } finally {
    await watched.close();
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, Math.max(0, ms)));
}
