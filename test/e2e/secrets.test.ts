import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Trace } from '../../extension/trace/schema/trace.ts';
import { launchChromium } from '../harness/chromium.ts';
import { launchFirefox } from '../harness/firefox.ts';
import { type StaticServer, startStaticServer } from '../harness/static-server.ts';
import { waitFor } from '../harness/wait-for.ts';

/** Everything a page may have to keep to itself, each recognisable in whatever the extension hands out. */
const script = String.raw`(async () => {
  const secrets = { credential: 'CANARY-credential', username: '1700000000:CANARY-username' };
  const iceServers = [{ urls: ['turn:127.0.0.1:9?transport=udp', 'turns:127.0.0.1:9'], ...secrets }];
  const caller = new RTCPeerConnection({ iceServers });
  const callee = new RTCPeerConnection();
  caller.createDataChannel('x');
  const passwords = [];
  const negotiate = async options => {
    await caller.setLocalDescription(await caller.createOffer(options));
    await callee.setRemoteDescription(caller.localDescription);
    await callee.setLocalDescription(await callee.createAnswer());
    await caller.setRemoteDescription(callee.localDescription);
    for (const { sdp } of [caller.localDescription, callee.localDescription]) {
      passwords.push(...[...sdp.matchAll(/a=ice-pwd:(.*)\r/g)].map(match => match[1]));
      passwords.push(...[...sdp.matchAll(/a=fingerprint:[^ ]+ (.*)\r/g)].map(match => match[1]));
    }
  };
  await negotiate();
  caller.setConfiguration({ iceServers: [{ ...iceServers[0], credential: 'CANARY-second' }] });
  caller.restartIce();
  await negotiate({ iceRestart: true });
  const bad = 'v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\na=ice-pwd:CANARY-password ?\r\na=ice-pwd:CANARY-password\r\nm=CANARY\r\n';
  const refused = [
    callee.setRemoteDescription({ type: 'offer', sdp: bad }),
    callee.setRemoteDescription({ type: 'offer', sdp: 'a=ice-pwd:CANARY-password' }),
    caller.setLocalDescription({ type: 'offer', sdp: bad }),
  ];
  await Promise.allSettled(refused);
  try {
    caller.setConfiguration({ iceServers: [{ urls: 'turn:CANARY-user:CANARY-password@127.0.0.1', credential: 'CANARY-third' }] });
  } catch {}
  await new Promise(resolve => setTimeout(resolve, 300));
  return passwords;
})()`;

describe.each([
  ['Chromium', launchChromium],
  ['Firefox', launchFirefox],
])('a trace from %s', (_, launch) => {
  let driven: Awaited<ReturnType<typeof launch>>;
  let server: StaticServer;
  let trace: Trace;
  let passwords: string[];

  beforeAll(async () => {
    driven = await launch();
    server = await startStaticServer({
      files: { '/index.html': '<!doctype html><link rel="icon" href="data:,">' },
    });
    const page = await driven.browser.newPage();
    await page.goto(`${server.origin}/index.html`);
    passwords = (await page.evaluate(script)) as string[];
    trace = await waitFor('the trace', () =>
      driven.background.evaluate(() => icescope.trace().catch(() => null)),
    );
  });
  afterAll(async () => {
    await driven?.close();
    await server?.close();
  });

  it('tells what happened', () => {
    const types = new Set(trace.events.map(({ type }) => type));
    for (const type of ['connection', 'description', 'configuration', 'result'] as const) {
      expect(types).toContain(type);
    }
    expect(trace.restarts.length).toBeGreaterThan(0);
  });

  it('holds no password, credential, user name or fingerprint', () => {
    const text = JSON.stringify(trace);
    expect(passwords.length).toBeGreaterThanOrEqual(8);
    for (const password of passwords) expect(text).not.toContain(password);
    expect(/CANARY-\w+/.exec(text)?.[0]).toBeUndefined();
  });
});
