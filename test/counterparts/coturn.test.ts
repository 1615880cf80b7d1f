import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pagesDirectory } from '../harness/call-page.ts';
import { type Chromium, launchChromium } from '../harness/chromium.ts';
import { Coturn } from '../harness/coturn.ts';
import { hasCommand } from '../harness/server-process.ts';
import { TracedPage } from '../harness/traced-page.ts';
import { judge } from './judge.ts';

const installed = hasCommand('turnserver');
if (!installed) console.log("Skipped: there is no coturn on this machine (Debian's package `coturn`).");

describe.skipIf(!installed)('a call over coturn alone', () => {
  let driven: Chromium;
  let relays: Coturn[];
  let page: TracedPage;

  beforeAll(async () => {
    driven = await launchChromium();
    relays = [await Coturn.start(), await Coturn.start()];
  });
  afterAll(async () => {
    await driven?.close();
    for (const relay of relays ?? []) await relay.stop();
  });

  const relayedBy = (relay: Coturn) => ({ iceServers: [relay.iceServer], iceTransportPolicy: 'relay' });
  const mediaFlows = (more: number) =>
    page.run(`Promise.all(['alice', 'bob'].map(name => call.flows(name, ${more})))`);

  async function called(act: (first: Coturn, second: Coturn) => Promise<unknown>): Promise<void> {
    const [first, second] = relays as [Coturn, Coturn];
    page = await TracedPage.withScripts(driven, ['call.js'], { directory: pagesDirectory });
    try {
      await page.run(`call.start(${JSON.stringify({ video: false, configuration: relayedBy(first) })})`);
      await mediaFlows(60);
      await act(first, second);
    } finally {
      await page.close();
    }
  }

  it('moves to another relay when it is restarted with that', () =>
    called(async (first, second) => {
      const configuration = JSON.stringify(relayedBy(second));
      await page.run(
        `for (const { pc } of [call.alice, call.bob]) pc.setConfiguration(${configuration}); call.alice.offer()`,
      );
      await page.run('call.stable()');
      await mediaFlows(20);
      const { restarts } = await judge(page, 'coturn to another relay');
      expect(restarts[0]!.pair).toMatchObject({
        from: { local: { type: 'relay', url: expect.stringContaining(String(first.iceServer.urls)) } },
        to: { local: { type: 'relay', url: expect.stringContaining(String(second.iceServer.urls)) } },
      });
    }));

  it('is restarted when the relay has forgotten it', () =>
    called(async first => {
      await first.forget();
      await page.run(
        `Promise.all(['alice', 'bob'].map(name => call.settled(name, ['disconnected', 'failed'])))`,
      );
      await page.run(`call.restart('alice')`);
      await mediaFlows(20);
      await judge(page, 'coturn forgets its allocations');
    }));
});
