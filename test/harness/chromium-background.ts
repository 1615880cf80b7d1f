import { execFileSync } from 'node:child_process';
import type { Browser, CDPSession } from 'puppeteer-core';
import { type Background, callExpression, readAnswer } from './background.ts';
import { waitFor } from './wait-for.ts';

/**
 * The service worker of an extension, found anew after each of its deaths. It is spoken to in plain CDP: the
 * driver's own list of targets was seen to keep a worker that was killed while it started.
 */
export class ChromiumBackground implements Background {
  readonly #browser: Browser;
  readonly #origin: string;
  #session: Promise<CDPSession> | null = null;

  constructor(browser: Browser, extensionId: string) {
    this.#browser = browser;
    this.#origin = `chrome-extension://${extensionId}/`;
  }

  /** Whether the worker lives right now. While a driver is attached it does not fall asleep by itself. */
  async isRunning(): Promise<boolean> {
    return (await this.#targetId()) !== undefined;
  }

  async evaluate<Args extends unknown[], Result>(
    fn: (...args: Args) => Result,
    ...args: Args
  ): Promise<Awaited<Result>> {
    const worker = await this.#attach();
    try {
      await waitFor('the service worker to have loaded', () => evaluate(worker, '"icescope" in globalThis'));
      return readAnswer<Result>((await evaluate(worker, callExpression(fn, args))) as string);
    } finally {
      await worker.detach().catch(() => {});
    }
  }

  /** Ends the worker as the browser does when it reclaims it: at once, with no event and no goodbye. */
  async kill(): Promise<void> {
    const targetId = await this.#targetId();
    if (targetId === undefined) return;
    const browser = await this.#browserSession();
    await browser.send('Target.closeTarget', { targetId });
    await waitFor('the service worker to be gone', async () => (await this.#targetId()) !== targetId, {
      intervalMs: 5,
    });
  }

  /**
   * Kills the process that the worker runs in, at whatever it is doing. Pages of the extension die with it. Unlike
   * `kill` it may be repeated as fast as the worker comes back: no driver has to let go of it first.
   */
  async crash(): Promise<void> {
    const targetId = await this.#targetId();
    if (targetId === undefined) return;
    for (const pid of await this.#processes()) process.kill(pid, 'SIGKILL');
    await waitFor('the service worker to be gone', async () => (await this.#targetId()) !== targetId, {
      intervalMs: 5,
    });
  }

  /** Of this browser's processes those that run extensions. */
  async #processes(): Promise<number[]> {
    const browser = await this.#browserSession();
    const { processInfo } = await browser.send('SystemInfo.getProcessInfo');
    const ids = processInfo.map(({ id }) => id).join(',');
    return execFileSync('ps', ['-o', 'pid=,args=', '-p', ids], { encoding: 'utf8' })
      .split('\n')
      .filter(line => line.includes('--extension-process'))
      .map(line => Number.parseInt(line, 10));
  }

  async #attach(): Promise<CDPSession> {
    if (!(await this.isRunning())) await this.#wake();
    const targetId = await waitFor('the service worker to start', () => this.#targetId());
    const browser = await this.#browserSession();
    const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true });
    const worker = browser.connection()?.session(sessionId);
    if (!worker) throw new Error('the service worker died while it was looked up');
    return worker;
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

  async #targetId(): Promise<string | undefined> {
    const browser = await this.#browserSession();
    const { targetInfos } = await browser.send('Target.getTargets');
    return targetInfos.find(({ type, url }) => type === 'service_worker' && url.startsWith(this.#origin))
      ?.targetId;
  }

  #browserSession(): Promise<CDPSession> {
    this.#session ??= this.#browser.target().createCDPSession();
    return this.#session;
  }
}

async function evaluate(worker: CDPSession, expression: string): Promise<unknown> {
  const { result, exceptionDetails } = await worker.send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
  });
  if (exceptionDetails) {
    const { exception, text } = exceptionDetails;
    throw new Error(exception?.description ?? text);
  }
  return result.value;
}
