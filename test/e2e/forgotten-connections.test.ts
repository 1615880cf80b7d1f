import { expect, it } from 'vitest';
import { launchChromium } from '../harness/chromium.ts';
import { startStaticServer } from '../harness/static-server.ts';

const closed = (use: string) => `const pc = new RTCPeerConnection(); ${use}; pc.close(); return [pc]`;

/** Ways in which pages come to hold no connection any more, each as what makes one. */
const ways: Record<string, string> = {
  closed: closed(''),
  'closed, with listeners': closed("pc.onicecandidate = () => pc; pc.addEventListener('track', () => pc)"),
  'closed, with a promise nobody waits for': closed('void pc.createOffer()'),
  'closed, after a failed call': closed(
    "await pc.setRemoteDescription({ type: 'offer', sdp: 'x' }).catch(() => {})",
  ),
  'closed, after it gathered': closed("pc.createDataChannel('x'); await pc.setLocalDescription()"),
  'closed, after it was connected':
    'const both = await connect(); for (const pc of both) pc.close(); return both',
  'never used': 'return [new RTCPeerConnection()]',
  'connected and never closed': 'return connect()',
};
const ofEach = 10;
/** What the browser itself keeps until it is closed. */
const keptByTheBrowser = ['never used', 'connected and never closed'];

const page = `<!doctype html><link rel="icon" href="data:,"><script>
  const refs = {};
  async function connect() {
    const [a, b] = [new RTCPeerConnection(), new RTCPeerConnection()];
    a.onicecandidate = ({ candidate }) => b.addIceCandidate(candidate);
    b.onicecandidate = ({ candidate }) => a.addIceCandidate(candidate);
    a.createDataChannel('x');
    await a.setLocalDescription();
    await b.setRemoteDescription(a.localDescription);
    await b.setLocalDescription();
    await a.setRemoteDescription(b.localDescription);
    // One that is closed before is kept now and then, whoever watches.
    await Promise.all([a, b].map(pc => new Promise(resolve => {
      const tell = () => pc.connectionState === 'connected' && resolve();
      pc.onconnectionstatechange = tell;
      tell();
    })));
    return [a, b];
  }
  /** Holds none of what it makes when it is over. */
  async function make(way, one) {
    const made = [];
    for (let i = 0; i < ${ofEach}; i++) made.push(...(await one()).map(pc => new WeakRef(pc)));
    refs[way] = made;
  }
  function alive() {
    const count = ([way, made]) => [way, made.filter(ref => ref.deref()).length];
    return Object.fromEntries(Object.entries(refs).map(count));
  }
</script>`;

/** How many connections of each way are still there when all have been collected that can be. */
async function alive(plain: boolean): Promise<Record<string, number>> {
  const server = await startStaticServer({ files: { '/index.html': page } });
  const chromium = await launchChromium({ plain });
  try {
    const tab = await chromium.browser.newPage();
    await tab.goto(server.origin);
    for (const [way, one] of Object.entries(ways)) {
      await tab.evaluate(`make(${JSON.stringify(way)}, async () => { ${one} })`);
    }
    const session = await tab.createCDPSession();
    let counted: Record<string, number> = {};
    // Each in a task of its own: nothing of the page is on the stack. Weak references live until a task ends.
    for (let round = 0; round < 40; round++) {
      await session.send('HeapProfiler.collectGarbage');
      counted = (await tab.evaluate('alive()')) as Record<string, number>;
      const left = Object.entries(counted).filter(([way, n]) => n > 0 && !keptByTheBrowser.includes(way));
      if (left.length === 0) break;
      await new Promise(resolve => setTimeout(resolve, 250));
    }
    return counted;
  } finally {
    await chromium.close();
    await server.close();
  }
}

it('connections that a page lets go of are collected as they are without IceScope', async () => {
  const [without, observed] = [await alive(true), await alive(false)];
  const collected = Object.keys(ways).filter(way => !keptByTheBrowser.includes(way));
  expect(without).toMatchObject(Object.fromEntries(collected.map(way => [way, 0])));
  expect(observed).toEqual(without);
});
