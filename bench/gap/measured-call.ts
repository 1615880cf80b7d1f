import type { Page } from 'puppeteer-core';
import type { Trace } from '../../extension/trace/schema/trace.ts';
import { interfaceAddress } from '../../path-breaker/index.ts';
import { pagesDirectory } from '../../test/harness/call-page.ts';
import { type StaticServer, startStaticServer } from '../../test/harness/static-server.ts';
import { waitFor } from '../../test/harness/wait-for.ts';
import type { Driven } from './browsers.ts';
import type { Peer, Visibility } from './plan.ts';
import { TrackedBreaker } from './tracked-breaker.ts';

export type Media = 'audio' | 'video';

/** One RTP stream as it arrives at `receiver`. */
export interface Stream {
  receiver: Peer;
  media: Media;
  ssrc: number;
}

/**
 * Counts every call of `getStats` in the page, the extension's own among them: this runs before the extension
 * takes its tools.
 */
const countGetStats = () => {
  const counted = RTCPeerConnection.prototype.getStats;
  const counter = globalThis as { getStatsCalls?: number };
  counter.getStatsCalls = 0;
  RTCPeerConnection.prototype.getStats = function (
    this: RTCPeerConnection,
    ...args: Parameters<typeof counted>
  ) {
    counter.getStatsCalls = (counter.getStatsCalls ?? 0) + 1;
    return counted.apply(this, args);
  };
};

const inboundStreams = `Promise.all(['alice', 'bob'].map(async receiver => {
  const stats = [...(await call[receiver].pc.getStats()).values()].filter(({ type }) => type === 'inbound-rtp');
  return stats.map(({ kind, ssrc }) => ({ receiver, media: kind, ssrc }));
})).then(all => all.flat())`;

/** A call between Alice and Bob, driven from outside the page: a hidden page's own timers are no help. */
export class MeasuredCall {
  readonly breaker: TrackedBreaker;
  streams: Stream[] = [];
  readonly #page: Page;
  readonly #cover: Page;
  readonly #driven: Driven;
  readonly #server: StaticServer;

  private constructor(driven: Driven, server: StaticServer, breaker: TrackedBreaker, pages: [Page, Page]) {
    this.#driven = driven;
    this.#server = server;
    this.breaker = breaker;
    [this.#page, this.#cover] = pages;
  }

  static async open(driven: Driven): Promise<MeasuredCall> {
    const server = await startStaticServer({ directory: pagesDirectory });
    const breaker = new TrackedBreaker({ peers: ['alice', 'bob'], bindAddress: interfaceAddress() });
    const cover = await driven.browser.newPage();
    const page = await driven.browser.newPage();
    const call = new MeasuredCall(driven, server, breaker, [page, cover]);
    await page.exposeFunction('rewriteCandidate', async (peer: string, line: string) => {
      const rewritten = await breaker.rewriteCandidate(peer, line);
      return rewritten === null ? [] : [rewritten];
    });
    await page.exposeFunction('rewriteSdp', (peer: string, sdp: string) => breaker.rewriteSdp(peer, sdp));
    await page.evaluateOnNewDocument(countGetStats);
    await page.goto(`${server.origin}/call.html`);
    await page.bringToFront();
    await page.evaluate('call.start({ video: { width: 640, height: 480 } })');
    call.streams = await waitFor('four inbound streams', async () => {
      const streams = (await page.evaluate(inboundStreams)) as Stream[];
      return streams.length === 4 && streams;
    });
    await call.flowing();
    return call;
  }

  /** Brings the call's tab to the front, or another before it. */
  async show(visibility: Visibility): Promise<void> {
    await (visibility === 'visible' ? this.#page : this.#cover).bringToFront();
    await waitFor(
      `the tab to be ${visibility}`,
      async () => (await this.#page.evaluate('document.visibilityState')) === visibility,
    );
  }

  /** Resolves once the breaker has forwarded so many more packets of every stream. */
  async flowing(more = 25): Promise<void> {
    const before = this.#forwarded();
    await waitFor(
      'media to flow to both peers',
      () => this.#forwarded().every((count, i) => count - (before[i] as number) >= more),
      { timeoutMs: 40_000, intervalMs: 50 },
    );
  }

  restart(peer: Peer): Promise<unknown> {
    return this.#page.evaluate(`call.restart('${peer}')`);
  }

  /** Calls of `getStats` in this page so far. */
  getStatsCalls(): Promise<number> {
    return this.#page.evaluate('getStatsCalls') as Promise<number>;
  }

  clear(): Promise<void> {
    return this.#driven.background.evaluate(() => icescope.clear());
  }

  trace(): Promise<Trace> {
    return this.#driven.background.evaluate(() => icescope.trace());
  }

  /** What went wrong in the page's signalling since the last call. */
  takeErrors(): Promise<string[]> {
    return this.#page.evaluate('call.errors.splice(0)') as Promise<string[]>;
  }

  async close(): Promise<void> {
    await this.#page.close();
    await this.#cover.close();
    await this.#server.close();
    await this.breaker.close();
  }

  #forwarded(): number[] {
    const recorded = this.breaker.streams();
    return this.streams.map(
      ({ receiver, ssrc }) =>
        recorded.find(each => each.receiver === receiver && each.ssrc === ssrc)?.packets ?? 0,
    );
  }
}
