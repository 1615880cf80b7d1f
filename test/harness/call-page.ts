import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer-core';
import type { Trace } from '../../extension/trace/schema/trace.ts';
import { interfaceAddress, PathBreaker } from '../../path-breaker/index.ts';
import type { Background } from './background.ts';
import { type StaticServer, type StaticServerOptions, startStaticServer } from './static-server.ts';
import { type Driven, TracedPage } from './traced-page.ts';

type PeerName = 'alice' | 'bob';

/** What `call.start` of test/pages/call.js takes. */
export interface CallOptions {
  audio?: boolean;
  video?: boolean;
  data?: boolean;
  /** Only Alice sends; with `back` only Bob, whom she called. */
  oneWay?: boolean | 'back';
  /** Signals candidates as they come; otherwise descriptions hold them all. */
  trickle?: boolean;
  bundled?: boolean;
  configuration?: RTCConfiguration;
}

/** The folder of the pages under test. */
export const pagesDirectory = fileURLToPath(new URL('../pages', import.meta.url));

const newBreaker = () => new PathBreaker({ peers: ['alice', 'bob'], bindAddress: interfaceAddress() });

const longerWayMs = 50;

/** A page with a call between Alice and Bob whose packets cross a path breaker. */
export class CallPage extends TracedPage {
  readonly breaker = newBreaker();
  readonly #paths = [this.breaker];

  private constructor(page: Page, background: Background, server: StaticServer) {
    super(page, background, server);
  }

  static async open({ browser, background }: Driven, served: StaticServerOptions = {}): Promise<CallPage> {
    const server = await startStaticServer({ directory: pagesDirectory, ...served });
    const page = await browser.newPage();
    const call = new CallPage(page, background, server);
    await page.exposeFunction('rewriteCandidate', (peer: string, line: string) =>
      call.#rewriteCandidate(peer, line),
    );
    await page.exposeFunction('rewriteSdp', (peer: string, sdp: string) =>
      call.breaker.rewriteSdp(peer, sdp),
    );
    await page.goto(`${server.origin}/call.html`);
    return call;
  }

  /** Connects the peers and waits until media flows to both, long enough to know its pace. */
  async start(options: CallOptions = {}): Promise<void> {
    await this.page.evaluate(`call.start(${JSON.stringify(options)})`);
    const { audio, video, oneWay } = options;
    if (audio === false && video === false) return;
    await this.mediaFlows(oneWay ? [oneWay === 'back' ? 'alice' : 'bob'] : undefined);
  }

  async mediaFlows(peers: PeerName[] = ['alice', 'bob'], more = 60): Promise<void> {
    await Promise.all(peers.map(peer => this.page.evaluate(`call.flows('${peer}', ${more})`)));
  }

  restart(peer: PeerName = 'alice'): Promise<unknown> {
    return this.page.evaluate(`call.restart('${peer}')`);
  }

  /**
   * Leads a second way between the peers, through a breaker of its own: a longer one, which nobody takes while the
   * first works. Without trickle nobody hears of it.
   */
  addPath(): void {
    const path = newBreaker();
    path.delay(longerWayMs);
    this.#paths.push(path);
  }

  override async close(): Promise<void> {
    await super.close();
    await Promise.all(this.#paths.map(path => path.close()));
  }

  /** What the other peer is told instead: one candidate for each way. */
  async #rewriteCandidate(peer: string, line: string): Promise<string[]> {
    const lines = await Promise.all(this.#paths.map(path => path.rewriteCandidate(peer, line)));
    return lines.filter(each => each !== null);
  }
}

/** Every restart is settled and has told what it cost each inbound stream. */
export function restartsComplete(count: number, inboundStreams = 2) {
  return (trace: Trace): boolean =>
    trace.restarts.length >= count &&
    trace.restarts.every(({ outcome, gaps }) => outcome !== 'pending' && gaps.length >= inboundStreams);
}

/** Both sides' restart has an outcome. What it cost may be unknown: no gap is claimed while the page was held up. */
export function restartsSettled({ restarts }: Trace): boolean {
  return restarts.length >= 2 && restarts.every(({ outcome }) => outcome !== 'pending');
}
