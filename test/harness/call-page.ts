import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'puppeteer-core';
import type { Trace } from '../../extension/trace/schema/trace.ts';
import { interfaceAddress, PathBreaker } from '../../path-breaker/index.ts';
import type { Background } from './background.ts';
import { type StaticServer, type StaticServerOptions, startStaticServer } from './static-server.ts';
import { waitFor } from './wait-for.ts';

type PeerName = 'alice' | 'bob';

/** What `call.start` of test/pages/call.js takes. */
export interface CallOptions {
  audio?: boolean;
  video?: boolean;
  data?: boolean;
  oneWay?: boolean;
  /** Signals candidates as they come; otherwise descriptions hold them all. */
  trickle?: boolean;
  bundled?: boolean;
  configuration?: RTCConfiguration;
}

interface Driven {
  browser: Browser;
  background: Background;
}

/** The folder of the pages under test. */
export const pagesDirectory = fileURLToPath(new URL('../pages', import.meta.url));

/** A page with a call between Alice and Bob whose packets cross a path breaker. */
export class CallPage {
  readonly page: Page;
  readonly breaker: PathBreaker;
  readonly origin: string;
  readonly #background: Background;
  readonly #server: StaticServer;

  private constructor(page: Page, background: Background, server: StaticServer, breaker: PathBreaker) {
    this.page = page;
    this.#background = background;
    this.#server = server;
    this.origin = server.origin;
    this.breaker = breaker;
  }

  static async open({ browser, background }: Driven, served: StaticServerOptions = {}): Promise<CallPage> {
    const server = await startStaticServer({ directory: pagesDirectory, ...served });
    const breaker = new PathBreaker({ peers: ['alice', 'bob'], bindAddress: interfaceAddress() });
    const page = await browser.newPage();
    const call = new CallPage(page, background, server, breaker);
    await page.exposeFunction('rewriteCandidate', (peer: string, line: string) =>
      breaker.rewriteCandidate(peer, line),
    );
    await page.exposeFunction('rewriteSdp', (peer: string, sdp: string) => breaker.rewriteSdp(peer, sdp));
    await page.goto(`${server.origin}/call.html`);
    return call;
  }

  /** Connects the peers and waits until media flows to both, long enough to know its pace. */
  async start(options: CallOptions = {}): Promise<void> {
    await this.page.evaluate(`call.start(${JSON.stringify(options)})`);
    if (options.audio !== false || options.video !== false)
      await this.mediaFlows(options.oneWay ? ['bob'] : undefined);
  }

  async mediaFlows(peers: PeerName[] = ['alice', 'bob'], more = 60): Promise<void> {
    await Promise.all(peers.map(peer => this.page.evaluate(`call.flows('${peer}', ${more})`)));
  }

  restart(peer: PeerName = 'alice'): Promise<unknown> {
    return this.page.evaluate(`call.restart('${peer}')`);
  }

  /** Runs an expression in the page. */
  run(expression: string): Promise<unknown> {
    return this.page.evaluate(expression);
  }

  trace(): Promise<Trace> {
    return this.#background.evaluate(() => icescope.trace());
  }

  /** The trace, once it holds what `complete` asks for. */
  traceWhen(what: string, complete: (trace: Trace) => boolean): Promise<Trace> {
    return waitFor(
      what,
      async () => {
        const trace = await this.trace();
        return complete(trace) && trace;
      },
      { timeoutMs: 20_000, intervalMs: 250 },
    );
  }

  async close(): Promise<void> {
    await this.page.close();
    await this.#server.close();
    await this.breaker.close();
  }
}

/** Every restart is settled and has told what it cost each inbound stream. */
export function restartsComplete(count: number, inboundStreams = 2) {
  return (trace: Trace): boolean =>
    trace.restarts.length >= count &&
    trace.restarts.every(({ outcome, gaps }) => outcome !== 'pending' && gaps.length >= inboundStreams);
}
