import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer-core';
import type { Chromium } from '../../test/harness/chromium.ts';
import type { StaticServer } from '../../test/harness/static-server.ts';
import { processMs, renderersOf, renderersWithCall, type ThreadTimes, threadTimes } from './renderer-cpu.ts';
import type { Tool } from './tools.ts';

export const pageDirectory = fileURLToPath(new URL('page', import.meta.url));

const countLooks = readFileSync(new URL('page/count-looks.js', import.meta.url), 'utf8');

export interface Reading extends ThreadTimes {
  at: number;
  /** CPU milliseconds of all other pages and workers: the tool's own. */
  toolPages: number;
  getStats: number;
  getSynchronizationSources: number;
  longTaskMs: number;
}

/** A page with a call of so many connections, watched by a tool. */
export class MeasuredPage {
  readonly page: Page;
  readonly #pid: number;
  readonly #toolPids: number[];
  readonly #detach: () => Promise<void>;

  private constructor(page: Page, pid: number, toolPids: number[], detach: () => Promise<void>) {
    this.page = page;
    this.#pid = pid;
    this.#toolPids = toolPids;
    this.#detach = detach;
  }

  static async open(
    chromium: Chromium,
    server: StaticServer,
    tool: Tool,
    connections: number,
  ): Promise<MeasuredPage> {
    const others = await renderersWithCall(chromium.browser);
    const page = await chromium.browser.newPage();
    await page.evaluateOnNewDocument(countLooks);
    await tool.inject?.(page);
    await page.goto(`${server.origin}/call.html`);
    await page.bringToFront();
    await page.evaluate(`bench.start(${connections})`);
    const [pid, ...more] = (await renderersWithCall(chromium.browser)).filter(id => !others.includes(id));
    if (pid === undefined || more.length > 0)
      throw new Error(`expected one new renderer with a call, found others: ${more}`);
    const detach = (await tool.attach?.(chromium, page)) ?? (async () => {});
    const toolPids = (await renderersOf(chromium.browser)).filter(id => id !== pid);
    return new MeasuredPage(page, pid, toolPids, detach);
  }

  async read(): Promise<Reading> {
    type Counted = Omit<Reading, 'at' | 'toolPages' | keyof ThreadTimes>;
    const counted = (await this.page.evaluate('({ ...calls, longTaskMs: bench.longTaskMs })')) as Counted;
    const toolPages = this.#toolPids.reduce((sum, pid) => sum + processMs(pid), 0);
    return { at: performance.now(), toolPages, ...threadTimes(this.#pid), ...counted };
  }

  packets(): Promise<number> {
    return this.page.evaluate('bench.packets()') as Promise<number>;
  }

  restartAll(withinMs: number): Promise<unknown> {
    return this.page.evaluate(`bench.restartAll(${withinMs})`);
  }

  /** What JavaScript keeps, page and content scripts together, once all garbage is gone. */
  async heapBytes(): Promise<number> {
    const session = await this.page.createCDPSession();
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    await session.detach();
    return usedSize;
  }

  async close(): Promise<void> {
    await this.#detach();
    await this.page.close();
  }
}
