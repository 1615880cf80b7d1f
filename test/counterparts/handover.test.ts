import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pagesDirectory } from '../harness/call-page.ts';
import { launchChromium } from '../harness/chromium.ts';
import { launchFirefox } from '../harness/firefox.ts';
import { whyNoNamespaces } from '../harness/namespaces.ts';
import { Roaming } from '../harness/roaming.ts';
import { TracedPage } from '../harness/traced-page.ts';
import { judge } from './judge.ts';

const impossible = whyNoNamespaces();
if (impossible) console.log(`Skipped: ${impossible}.`);

type Launch = typeof launchChromium | typeof launchFirefox;

describe.skipIf(impossible).each<[string, Launch, Launch]>([
  ['chromium to chromium', launchChromium, launchChromium],
  ['chromium to firefox', launchChromium, launchFirefox],
  ['firefox to chromium', launchFirefox, launchChromium],
])('from one network to another: %s', (name, launchAlice, launchBob) => {
  let roaming: Roaming;
  const browsers: Awaited<ReturnType<Launch>>[] = [];
  let alice: TracedPage;
  let bob: TracedPage;

  async function openIn(namespace: Roaming['alice'], launch: Launch): Promise<TracedPage> {
    const driven = await launch({ namespace });
    browsers.push(driven);
    const scripts = ['call.js', 'one-end.js'];
    return TracedPage.withScripts({ ...driven, namespace }, scripts, { directory: pagesDirectory });
  }

  beforeAll(async () => {
    roaming = new Roaming();
    [alice, bob] = await Promise.all([openIn(roaming.alice, launchAlice), openIn(roaming.bob, launchBob)]);
    await alice.page.exposeFunction('signal', (message: string) => bob.run(`end.receive(${message})`));
    await bob.page.exposeFunction('signal', (message: string) => alice.run(`end.receive(${message})`));
  });
  afterAll(async () => {
    await alice?.close();
    await bob?.close();
    for (const browser of browsers) await browser.close();
    roaming?.close();
  });

  const both = (expression: string) => Promise.all([alice, bob].map(end => end.run(expression)));

  it('is told by both ends, with its cause and its gap', async () => {
    await alice.run(`begin('alice', { video: false })`);
    await bob.run(`begin('bob', { video: false })`);
    await alice.run('end.offer()');
    await both('end.connected()');
    await both('flows(end.pc, 60)');
    await alice.run('end.followUp(); end.restartWhenOnline()');
    roaming.leave('home');
    await alice.run(`until(globalThis, 'offline', () => !navigator.onLine)`);
    roaming.arrive('mobile');
    await both('flows(end.pc, 60)');
    const traces = {
      alice: await judge(alice, `${name}, the one that roams`),
      bob: await judge(bob, `${name}, the other`),
    };
    for (const { restarts } of Object.values(traces)) {
      const gaps = restarts[0]!.gaps.filter(
        ({ direction, layer }) => direction === 'inbound' && layer === 'network',
      );
      expect(gaps.map(({ kind }) => kind)).toEqual(['audio']);
      expect(gaps[0]!.durationMs).toBeGreaterThan(0);
    }
    expect(traces.alice.restarts[0]!.pair).toMatchObject({
      from: { local: { address: '198.18.1.2' } },
      to: { local: { address: '198.18.2.2' } },
    });
  });
});
