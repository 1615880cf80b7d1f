import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Chromium, launchChromium } from '../harness/chromium.ts';
import { type StaticServer, startStaticServer } from '../harness/static-server.ts';
import { waitFor } from '../harness/wait-for.ts';

/** Drops connections in several states and tells how many were collected, of how many. */
const drop = `(async () => {
  let collected = 0;
  const registry = new FinalizationRegistry(() => collected++);
  let made = 0;
  const track = pc => { made++; registry.register(pc, 0); return pc; };
  await (async () => {
    for (let i = 0; i < 5; i++) track(new RTCPeerConnection());
    for (let i = 0; i < 5; i++) {
      const pc = track(new RTCPeerConnection());
      pc.createDataChannel('x');
      await pc.createOffer({ iceRestart: true });
      pc.restartIce();
    }
    for (let i = 0; i < 5; i++) {
      const pc = track(new RTCPeerConnection());
      pc.createDataChannel('x');
      await pc.setLocalDescription();
      await pc.setRemoteDescription({ type: 'answer', sdp: 'nonsense' }).catch(() => {});
      pc.close();
    }
  })();
  for (let i = 0; i < 40 && collected < made; i++) {
    await new Promise(resolve => setTimeout(resolve, 50));
    gc();
  }
  return { made, collected };
})()`;

describe('connections that the page lets go of', () => {
  let server: StaticServer;
  let observed: Chromium;

  beforeAll(async () => {
    server = await startStaticServer({
      files: { '/index.html': '<!doctype html><link rel="icon" href="data:,">' },
    });
    observed = await launchChromium({ args: ['--js-flags=--expose-gc'] });
  });
  afterAll(async () => {
    await observed?.close();
    await server?.close();
  });

  async function dropIn(chromium: Chromium) {
    const page = await chromium.browser.newPage();
    await page.goto(`${server.origin}/index.html`);
    return page.evaluate(drop);
  }

  it('are collected as they are without the extension', async () => {
    const plain = await launchChromium({ plain: true, args: ['--js-flags=--expose-gc'] });
    try {
      const expected = await dropIn(plain);
      expect(expected).toMatchObject({ made: 15 });
      expect(await dropIn(observed)).toEqual(expected);
    } finally {
      await plain.close();
    }
  });

  it('are told as forgotten', async () => {
    const trace = await waitFor('forgotten connections in the trace', async () => {
      const now = await observed.background.evaluate(() => icescope.trace().catch(() => null));
      return now?.events.some(({ type }) => type === 'forgotten') && now;
    });
    expect(trace.connections).toHaveLength(15);
  });
});
