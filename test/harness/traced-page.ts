import type { Browser, Page } from 'puppeteer-core';
import type { Trace } from '../../extension/trace/schema/trace.ts';
import type { Background } from './background.ts';
import type { Namespace } from './namespaces.ts';
import { type StaticServer, type StaticServerOptions, startStaticServer } from './static-server.ts';
import { type WaitOptions, waitFor } from './wait-for.ts';

/** A browser with the extension in it. */
export interface Driven {
  browser: Browser;
  background: Background;
  /** The network it lives in; by default, this machine's. */
  namespace?: Namespace;
}

/** A page served to a browser with the extension, and what the extension makes of it. */
export class TracedPage {
  readonly page: Page;
  readonly origin: string;
  readonly #background: Background;
  readonly #server: StaticServer;

  protected constructor(page: Page, background: Background, server: StaticServer) {
    this.page = page;
    this.#background = background;
    this.#server = server;
    this.origin = server.origin;
  }

  /** Opens an empty page that runs these scripts of what is served, in their order. */
  static async withScripts(
    { browser, background, namespace }: Driven,
    scripts: string[],
    served: StaticServerOptions,
  ): Promise<TracedPage> {
    const server = await startStaticServer({
      ...served,
      files: { '/index.html': pageOf(scripts), ...served.files },
    });
    await namespace?.reach(Number(new URL(server.origin).port));
    const page = await browser.newPage();
    await page.goto(`${server.origin}/`);
    return new TracedPage(page, background, server);
  }

  /** Runs an expression in the page. */
  run(expression: string): Promise<unknown> {
    return this.page.evaluate(expression);
  }

  /** What is recorded of its tab. */
  trace(): Promise<Trace> {
    return this.#background.evaluate(async origin => {
      const tabs = await icescope.tabs();
      return icescope.trace(tabs.find(({ url }) => url.startsWith(origin))?.tabId);
    }, this.origin);
  }

  /** The trace, once it holds what `complete` asks for. */
  traceWhen(
    what: string,
    complete: (trace: Trace) => boolean,
    { timeoutMs = 20_000 }: WaitOptions = {},
  ): Promise<Trace> {
    return waitFor(
      what,
      async () => {
        const trace = await this.trace();
        return complete(trace) && trace;
      },
      { timeoutMs, intervalMs: 250 },
    );
  }

  async close(): Promise<void> {
    await this.page.close();
    await this.#server.close();
  }
}

function pageOf(scripts: string[]): string {
  const tags = scripts.map(script => `<script src="${script}"></script>`);
  return ['<!doctype html>', '<meta charset="utf-8">', '<link rel="icon" href="data:,">', ...tags].join('\n');
}
