import { median } from '../gap/statistics.ts';
import type { MeasuredPage } from './measured-page.ts';

/** CPU milliseconds that a call costs on the thread of the packets. */
export interface Calibration {
  getStats: number;
  getSynchronizationSources: number;
}

/** So often that the cost stands out from that of the packets; `getStats` is answered from a cache for 50 ms. */
const looks: Record<keyof Calibration, { intervalMs: number; task: string }> = {
  getStats: { intervalMs: 60, task: 'end.getStats()' },
  getSynchronizationSources: {
    intervalMs: 20,
    task: 'end.getReceivers()[0].getSynchronizationSources()',
  },
};
const blocks = 4;
const blockMs = 1_000;

/**
 * What a look costs where packets are handled. A call's packets cost so much more there, and so unevenly on a
 * busy machine, that a look a second would not show: it is measured at many a second, in turns with none.
 */
export async function calibrate(page: MeasuredPage): Promise<Calibration> {
  const calibration = { getStats: 0, getSynchronizationSources: 0 };
  for (const name of ['getStats', 'getSynchronizationSources'] as const) {
    const costs: number[] = [];
    const { task, intervalMs } = looks[name];
    for (let i = 0; i < blocks; i++) {
      const without = await during(page, 'undefined', intervalMs);
      const looking = await during(page, task, intervalMs);
      const more = looking.packets / looking.ms - without.packets / without.ms;
      costs.push((more * looking.ms) / looking[name]);
    }
    calibration[name] = Math.max(0, median(costs) ?? 0);
  }
  return calibration;
}

async function during(measured: MeasuredPage, task: string, intervalMs: number) {
  const { page } = measured;
  await page.evaluate(
    `globalThis.looking = setInterval(() => bench.pairs.flat().forEach(end => ${task}), ${intervalMs})`,
  );
  const before = await measured.read();
  await new Promise(resolve => setTimeout(resolve, blockMs));
  const after = await measured.read();
  await page.evaluate('clearInterval(looking)');
  return {
    ms: after.at - before.at,
    packets: after.packets - before.packets,
    getStats: after.getStats - before.getStats,
    getSynchronizationSources: after.getSynchronizationSources - before.getSynchronizationSources,
  };
}
