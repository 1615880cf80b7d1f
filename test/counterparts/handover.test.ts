import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Trace } from '../../extension/trace/schema/trace.ts';
import { pagesDirectory } from '../harness/call-page.ts';
import { Capture, canCapture } from '../harness/capture.ts';
import { type Chromium, launchChromium } from '../harness/chromium.ts';
import { launchFirefox } from '../harness/firefox.ts';
import { type Namespace, whyNoNamespaces } from '../harness/namespaces.ts';
import { Roaming } from '../harness/roaming.ts';
import { type Driven, TracedPage } from '../harness/traced-page.ts';
import { judge } from './judge.ts';

const impossible = whyNoNamespaces();
if (impossible) console.log(`Skipped: ${impossible}.`);
else if (!canCapture()) console.log('There is no tcpdump: gaps are not held against a capture.');

/** What the kernel and the browser may differ by. */
const deliveryMs = 4;

const open = (driven: Driven, namespace: Namespace) =>
  TracedPage.withScripts({ ...driven, namespace }, ['call.js', 'one-end.js'], { directory: pagesDirectory });

function networkGapOf({ restarts }: Trace) {
  const gaps = restarts[0]!.gaps.filter(
    ({ direction, layer }) => direction === 'inbound' && layer === 'network',
  );
  expect(gaps.map(({ kind }) => kind)).toEqual(['audio']);
  return gaps[0]!;
}

/** The longest pause between two packets. */
function longestPause(times: number[]): number {
  return Math.max(...times.slice(1).map((t, i) => t - times[i]!));
}

describe.skipIf(impossible)('a call from one network to another', () => {
  let roaming: Roaming;
  let atAlice: Chromium;
  beforeAll(async () => {
    roaming = new Roaming();
    atAlice = await launchChromium({ namespace: roaming.alice });
  });
  afterAll(async () => {
    await atAlice?.close();
    roaming?.close();
  });

  async function connect(alice: TracedPage, bob: TracedPage): Promise<void> {
    const both = (expression: string) => Promise.all([alice, bob].map(end => end.run(expression)));
    await alice.page.exposeFunction('signal', (message: string) => bob.run(`end.receive(${message})`));
    await bob.page.exposeFunction('signal', (message: string) => alice.run(`end.receive(${message})`));
    await alice.run(`begin('alice', { video: false })`);
    await bob.run(`begin('bob', { video: false })`);
    await alice.run('end.offer()');
    await both('end.connected()');
    await both('flows(end.pc, 60)');
  }

  /** Alice goes to the other network, and restarts once she is there; `between` she is in none. */
  async function roam(alice: TracedPage, bob: TracedPage, between?: () => Promise<unknown>): Promise<void> {
    roaming.leave();
    try {
      await alice.run(`until(globalThis, 'offline', () => !navigator.onLine)`);
      await between?.();
      await alice.run('end.followUp(); end.restartWhenOnline()');
    } finally {
      roaming.arrive();
    }
    await Promise.all([alice, bob].map(end => end.run('flows(end.pc, 60)')));
  }

  /** Both ends with their pages, and a capture of what reaches Bob where this machine lets us. */
  async function withEnds(
    launchBob: typeof launchChromium | typeof launchFirefox,
    act: (alice: TracedPage, bob: TracedPage, capture: Capture | null) => Promise<void>,
  ): Promise<void> {
    const closings: (() => unknown)[] = [];
    try {
      const atBob = await launchBob({ namespace: roaming.bob });
      closings.unshift(() => atBob.close());
      const alice = await open(atAlice, roaming.alice);
      closings.unshift(() => alice.close());
      const bob = await open(atBob, roaming.bob);
      closings.unshift(() => bob.close());
      const filter = 'udp and (src net 198.18.1.0/24 or src net 198.18.2.0/24)';
      const link = { link: 'far', filter, namespace: roaming.bob };
      const capture = canCapture() ? await Capture.start(link) : null;
      closings.unshift(() => capture?.stop());
      await act(alice, bob, capture);
    } finally {
      for (const close of closings) await close();
    }
  }

  it.each([
    ['chromium', launchChromium],
    ['firefox', launchFirefox],
  ] as const)('from Chromium to %s is told by both ends', (name, launchBob) =>
    withEnds(launchBob, async (alice, bob, capture) => {
      const from = roaming.address;
      await connect(alice, bob);
      await roam(alice, bob);
      const { restarts } = await judge(alice, `chromium roams, in call with ${name}`);
      expect(restarts[0]).toMatchObject({
        reason: 'network-handover',
        pair: { from: { local: { address: from } }, to: { local: { address: roaming.address } } },
      });
      const gap = networkGapOf(await judge(bob, `${name} in call with chromium that roams`));
      if (!capture) return;
      const truth = longestPause(capture.collect().get(gap.ssrc!)!);
      expect(gap.lowMs).toBeLessThanOrEqual(truth + deliveryMs);
      expect(gap.highMs).toBeGreaterThanOrEqual(truth - deliveryMs);
    }),
  );

  it('is told to have been restarted too soon', () =>
    withEnds(launchChromium, async (alice, bob) => {
      await connect(alice, bob);
      await roam(alice, bob, () => alice.run('end.offer({ iceRestart: true })'));
      await judge(alice, 'chromium restarts before it knows of the network, then roams');
    }));
});
