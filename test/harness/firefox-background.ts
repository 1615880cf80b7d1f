import type { Browser } from 'puppeteer-core';
import { type Background, callExpression, readAnswer } from './background.ts';
import { waitFor } from './wait-for.ts';

/** The part of WebDriver BiDi that is spoken here directly. */
interface BidiConnection {
  send(method: string, params: object): Promise<{ result: unknown }>;
}

interface BidiContext {
  context: string;
  url: string;
}

type BidiEvaluation =
  | { type: 'success'; result: { type: string; value?: unknown } }
  | { type: 'exception'; exceptionDetails: { text: string } };

/** More often than a test puts it to rest. */
const askEveryMs = 50;

/** On a busy machine it may be put to rest before it has started: then there is another one to ask. */
const reachBackground = `(async () => {
  for (;;) {
    const late = new Promise(resolve => setTimeout(resolve, 1_000));
    const background = await Promise.race([browser.runtime.getBackgroundPage(), late]).catch(() => null);
    if (background?.icescope) {
      globalThis.icescope = background.icescope;
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 10));
  }
})()`;

/**
 * The event page of an extension. BiDi shows no background contexts, but a tab may hold a document of the
 * extension's (its icon will do), and such a document reaches the background's window.
 *
 * Puppeteer takes a tab for gone once it navigates to an extension, hence the plain BiDi.
 */
export class FirefoxBackground implements Background {
  readonly #connection: BidiConnection;
  readonly #documentUrl: string;
  #tab: string | null = null;

  /** `documentUrl` is any document of the extension's that runs no script of its own. */
  constructor(browser: Browser, documentUrl: string) {
    this.#connection = (browser as Browser & { connection: BidiConnection }).connection;
    this.#documentUrl = documentUrl;
  }

  async evaluate<Args extends unknown[], Result>(
    fn: (...args: Args) => Result,
    ...args: Args
  ): Promise<Awaited<Result>> {
    // One that is put to rest never answers.
    const answer = await this.whileAwake(() =>
      this.#inTab(`${reachBackground}.then(() => ${callExpression(fn, args)})`),
    );
    return readAnswer<Result>(answer as string);
  }

  /** Wakes the background, and keeps it from being put to rest until the task is done: what it asks counts as work. */
  async whileAwake<T>(task: () => Promise<T>): Promise<T> {
    const timer = await this.#inTab(
      `${reachBackground}.then(() => setInterval(async () => {
        (await browser.runtime.getBackgroundPage())?.browser.runtime.getPlatformInfo();
      }, ${askEveryMs}))`,
    );
    try {
      return await task();
    } finally {
      await this.#inTab(`clearInterval(${timer})`);
    }
  }

  /** Whether the browser has put the background to rest; asking does not wake it. */
  async isSuspended(): Promise<boolean> {
    return (await this.#inTab('browser.extension.getBackgroundPage() === null')) === true;
  }

  async #inTab(expression: string): Promise<unknown> {
    this.#tab ??= await this.#openTab();
    const evaluation = (await this.#send('script.evaluate', {
      expression,
      awaitPromise: true,
      target: { context: this.#tab },
    })) as BidiEvaluation;
    if (evaluation.type === 'exception') throw new Error(evaluation.exceptionDetails.text);
    return evaluation.result.value;
  }

  async #openTab(): Promise<string> {
    // In the background: a page under test that loses the foreground would be throttled as hidden.
    const { context } = (await this.#send('browsingContext.create', {
      type: 'tab',
      background: true,
    })) as BidiContext;
    await this.#send('browsingContext.navigate', { context, url: this.#documentUrl, wait: 'none' });
    await waitFor(`a tab with ${this.#documentUrl}`, async () => {
      const { contexts } = (await this.#send('browsingContext.getTree', {})) as { contexts: BidiContext[] };
      return contexts.some(each => each.context === context && each.url === this.#documentUrl);
    });
    return context;
  }

  async #send(method: string, params: object): Promise<unknown> {
    return (await this.#connection.send(method, params)).result;
  }
}
