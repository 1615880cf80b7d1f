import { expect, it } from 'vitest';
import { launchChromium } from '../harness/chromium.ts';
import { startStaticServer } from '../harness/static-server.ts';

/** Ways in which pages come to hold no connection any more, each as what makes one. */
const ways: Record<string, string> = {
  'never used': 'return [new RTCPeerConnection()]',
  closed: 'const pc = new RTCPeerConnection(); pc.close(); return [pc]',
  'with listeners': `const pc = new RTCPeerConnection();
    pc.onicecandidate = () => pc; pc.addEventListener('track', () => pc); return [pc]`,
  'with a promise nobody waits for': 'const pc = new RTCPeerConnection(); void pc.createOffer(); return [pc]',
  'with a failed call': `const pc = new RTCPeerConnection();
    await pc.setRemoteDescription({ type: 'offer', sdp: 'x' }).catch(() => {}); return [pc]`,
  'gathered and closed': `const pc = new RTCPeerConnection(); pc.createDataChannel('x');
    await pc.setLocalDescription(); pc.close(); return [pc]`,
  'connected and closed': `const [a, b] = await connect(); a.close(); b.close(); return [a, b]`,
  'connected and never closed': 'return connect()',
};

const page = `<!doctype html><link rel="icon" href="data:,"><script>
  async function connect() {
    const [a, b] = [new RTCPeerConnection(), new RTCPeerConnection()];
    a.onicecandidate = ({ candidate }) => b.addIceCandidate(candidate);
    b.onicecandidate = ({ candidate }) => a.addIceCandidate(candidate);
    const channel = a.createDataChannel('x');
    await a.setLocalDescription();
    await b.setRemoteDescription(a.localDescription);
    await b.setLocalDescription();
    await a.setRemoteDescription(b.localDescription);
    await new Promise(resolve => { channel.onopen = resolve; });
    return [a, b];
  }
  /** Whether all connections that were made so and let go of are collected in the end. */
  async function collected(make) {
    const refs = (await make()).map(pc => new WeakRef(pc));
    for (let i = 0; i < 40; i++) {
      await new Promise(resolve => setTimeout(resolve, 50));
      gc();
      if (refs.every(ref => ref.deref() === undefined)) return true;
    }
    return false;
  }
</script>`;

async function answers(plain: boolean): Promise<Record<string, boolean>> {
  const server = await startStaticServer({ files: { '/index.html': page } });
  const chromium = await launchChromium({ plain, args: ['--js-flags=--expose-gc'] });
  try {
    const tab = await chromium.browser.newPage();
    await tab.goto(server.origin);
    const asked = Object.entries(ways).map(
      ([way, make]) => `${JSON.stringify(way)}: await collected(async () => { ${make} })`,
    );
    return (await tab.evaluate(`(async () => ({ ${asked.join()} }))()`)) as Record<string, boolean>;
  } finally {
    await chromium.close();
    await server.close();
  }
}

it('connections that a page lets go of are collected as they are without IceScope', async () => {
  const [without, observed] = [await answers(true), await answers(false)];
  expect(without).toMatchObject({ 'never used': true, closed: true, 'connected and closed': true });
  expect(observed).toEqual(without);
});
