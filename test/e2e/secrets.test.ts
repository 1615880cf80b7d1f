import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvOf } from '../../extension/trace/export/csv.ts';
import { chromeTraceOf } from '../../extension/trace/export/trace-events.ts';
import { createFold } from '../../extension/trace/fold/fold.ts';
import { CallPage } from '../harness/call-page.ts';
import { launchChromium } from '../harness/chromium.ts';
import { launchFirefox } from '../harness/firefox.ts';
import { waitFor } from '../harness/wait-for.ts';

/** Stands wherever a page has a secret. */
const canary = 'CANARY42';

/** Everything that the extension has written to disk, as text. Runs in its background. */
async function onDisk(): Promise<string> {
  const written: unknown[] = [];
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise<IDBDatabase>(resolve => {
      const opening = indexedDB.open(name!);
      opening.onsuccess = () => resolve(opening.result);
    });
    for (const store of database.objectStoreNames) {
      const reading = database.transaction(store).objectStore(store).getAll();
      await new Promise(resolve => {
        reading.onsuccess = resolve;
      });
      written.push(store, reading.result);
    }
    database.close();
  }
  return JSON.stringify(written);
}

describe.each([
  ['Chromium', launchChromium],
  ['Firefox', launchFirefox],
])('no secret of a page leaves it in %s', (_, launch) => {
  let driven: Awaited<ReturnType<typeof launch>>;
  let call: CallPage;
  const said: string[] = [];

  beforeAll(async () => {
    driven = await launch();
    call = await CallPage.open(driven);
    call.page.on('console', message => said.push(message.text()));
    const { host } = new URL(call.origin);
    await call.page.goto(`http://user:${canary}@${host}/call.html?token=${canary}#access_token=${canary}`);
  });
  afterAll(async () => {
    await call?.close();
    await driven?.close();
  });

  it('not of its servers, its descriptions, its address or its errors', async () => {
    await call.run('void new RTCPeerConnection()');
    const { tabId } = await waitFor(
      'the tab',
      async () => (await driven.background.evaluate(() => icescope.tabs()))[0],
    );
    await driven.background.evaluate(id => icescope.record(id), tabId);
    const url = 'turn:127.0.0.1:3478?transport=udp';
    const iceServers = [{ urls: [url], username: `${canary}-user`, credential: canary }];
    await call.start({ video: false, configuration: { iceServers } });
    await call.run(`(async () => {
      const { pc } = call.alice;
      const failing = [
        () => new RTCPeerConnection({ iceServers: [{ urls: 'turn:u:${canary}@x:99999', username: 'u', credential: 'c' }] }),
        () => pc.setConfiguration({ iceServers: [{ urls: 'turn:u:${canary}@x', username: '', credential: '${canary}' }] }),
        () => pc.setRemoteDescription({ type: 'offer', sdp: 'v=0\\r\\na=ice-pwd:${canary}\\r\\na=crypto:1 x inline:${canary}' }),
        () => pc.setRemoteDescription({ type: 'offer', sdp: pc.remoteDescription.sdp
          .replace(/a=ice-pwd:.*/g, 'a=ice-pwd:${canary}').replace(/a=fingerprint:.*/g, 'a=fingerprint:${canary}') }),
        () => pc.addIceCandidate({ candidate: 'candidate: ice-pwd ${canary}', sdpMid: '0' }),
      ];
      for (const fail of failing) await Promise.resolve().then(fail).catch(() => {});
    })()`);
    await call.restart();
    const secrets = (await call.run(`['alice', 'bob'].flatMap(name => [call[name].pc.localDescription.sdp]
      .flatMap(sdp => [...sdp.matchAll(/a=ice-pwd:(\\S+)|a=fingerprint:\\S+ (\\S+)/g)].map(([, a, b]) => a ?? b)))`)) as string[];
    expect(secrets.length).toBeGreaterThan(3);
    const trace = await call.traceWhen('the last restart', ({ restarts }) => restarts.length >= 2);
    const kept = await driven.background.evaluate(id => icescope.stop(id), tabId);
    expect(kept.events).toBeGreaterThan(trace.events.length / 2);
    const { view, apply } = createFold();
    for (const event of trace.events) apply(event);
    const places = {
      trace: JSON.stringify(trace),
      csv: csvOf(view),
      'chrome-trace': JSON.stringify(chromeTraceOf(view, '')),
      disk: await driven.background.evaluate(onDisk),
      tabs: JSON.stringify(await driven.background.evaluate(() => icescope.tabs())),
    };
    expect(places.disk).toContain(kept.id);
    expect(places.trace).toContain(url);
    for (const [place, text] of Object.entries(places)) {
      for (const secret of [canary, ...secrets]) {
        const at = text.indexOf(secret);
        expect(at < 0 ? '' : text.slice(Math.max(0, at - 200), at + 50), place).toBe('');
      }
    }
    // Nor does anything of ours speak in the page.
    expect(said.join('\n')).not.toMatch(/icescope|extension/i);
  });
});
