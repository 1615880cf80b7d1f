import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CallPage } from '../harness/call-page.ts';
import { type Chromium, launchChromium } from '../harness/chromium.ts';
import { waitFor } from '../harness/wait-for.ts';

/** `ICESCOPE_CONNECTIONS=100000` makes more of them. */
const connections = Number(process.env.ICESCOPE_CONNECTIONS ?? 1_200);
const leftOverBytes = 2_000_000;

describe('thousands of connections', () => {
  let chromium: Chromium;
  beforeAll(async () => {
    chromium = await launchChromium();
  });
  afterAll(() => chromium?.close());

  it('made and closed leave the heaps of the page, its content scripts and the background as they were', {
    timeout: 150_000 + connections * 10,
  }, async () => {
    const call = await CallPage.open(chromium);
    const session = await call.page.createCDPSession();
    /** What both worlds of the page keep: they share one heap. */
    const heapBytes = async () => {
      await session.send('HeapProfiler.collectGarbage');
      return (await session.send('Runtime.getHeapUsage')).usedSize;
    };
    const make = (count: number) =>
      call.run(`(async () => {
        for (let i = 0; i < ${count}; i++) {
          const connection = new RTCPeerConnection();
          if (i % 100 === 0) await connection.setLocalDescription();
          connection.close();
          // The browser allows 500 at a time, closed ones that are not collected yet among them.
          if (i % 50 === 0) await new Promise(resolve => setTimeout(resolve, 0));
        }
      })()`);
    await make(10);
    const { tabId } = await waitFor(
      'the tab',
      async () => (await chromium.background.evaluate(() => icescope.tabs()))[0],
    );
    await chromium.background.evaluate(id => icescope.record(id), tabId);
    const before = await heapBytes();
    const backgroundBefore = await chromium.background.heapBytes();
    for (let made = 0; made < connections; made += 400) {
      await make(400);
      await session.send('HeapProfiler.collectGarbage');
    }
    // Weak references die and messages between the worlds arrive a little later.
    await waitFor('the heap to be as it was', async () => (await heapBytes()) - before < leftOverBytes, {
      timeoutMs: 20_000,
    });
    await waitFor(
      'the background to have written them to disk and kept nothing',
      async () => (await chromium.background.heapBytes()) - backgroundBefore < leftOverBytes,
      { timeoutMs: 20_000 },
    );
    const trace = await call.trace();
    expect(trace.dropped.events).toBeGreaterThan(0);
    await call.close();
  });
});
