import type { Browser, Target, WebWorker } from 'puppeteer-core';
import { type Background, callExpression, readAnswer } from './background.ts';
import { waitFor } from './wait-for.ts';

/** The service worker of an extension, found anew after each of its deaths. */
export class ChromiumBackground implements Background {
  readonly #browser: Browser;
  readonly #origin: string;

  constructor(browser: Browser, extensionId: string) {
    this.#browser = browser;
    this.#origin = `chrome-extension://${extensionId}/`;
  }

  /** Whether the worker lives right now. While a driver is attached it does not fall asleep by itself. */
  isRunning(): boolean {
    return this.#target() !== undefined;
  }

  async evaluate<Args extends unknown[], Result>(
    fn: (...args: Args) => Result,
    ...args: Args
  ): Promise<Awaited<Result>> {
    const worker = await this.#worker();
    const json = (await worker.evaluate(callExpression(fn, args))) as string;
    return readAnswer<Result>(json);
  }

  /** What it keeps, once what it does not is collected. */
  async heapBytes(): Promise<number> {
    const { client } = await this.#worker();
    await client.send('HeapProfiler.collectGarbage');
    return (await client.send('Runtime.getHeapUsage')).usedSize;
  }

  /** Ends the worker as the browser does when it reclaims it: at once, with no event and no goodbye. */
  async kill(): Promise<void> {
    const target = this.#target();
    if (!target) return;
    const worker = await target.worker();
    await worker?.close();
    await waitFor('the service worker to be gone', () => this.#target() !== target);
  }

  async #worker(): Promise<WebWorker> {
    return waitFor('the service worker to run', async () => {
      if (!this.isRunning()) await this.#wake();
      const worker = await this.#target()?.worker();
      return worker && (await hasLoaded(worker)) && worker;
    });
  }

  async #wake(): Promise<void> {
    const [page] = await this.#browser.pages();
    const session = await (page ?? (await this.#browser.newPage())).createCDPSession();
    try {
      await session.send('ServiceWorker.enable');
      await session.send('ServiceWorker.startWorker', { scopeURL: this.#origin });
    } finally {
      await session.detach();
    }
  }

  #target(): Target | undefined {
    return this.#browser
      .targets()
      .find(target => target.type() === 'service_worker' && target.url().startsWith(this.#origin));
  }
}

/** One that dies while it is asked never answers. */
function hasLoaded(worker: WebWorker): Promise<boolean> {
  const asked = worker.evaluate('"icescope" in globalThis').catch(() => false);
  return Promise.race([
    asked as Promise<boolean>,
    new Promise<false>(resolve => setTimeout(resolve, 2_000, false)),
  ]);
}
