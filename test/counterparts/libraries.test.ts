import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { PeerServer } from 'peer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../harness/bundle.ts';
import { pagesDirectory } from '../harness/call-page.ts';
import { type Chromium, launchChromium } from '../harness/chromium.ts';
import { freePort } from '../harness/free-port.ts';
import type { StaticServerOptions } from '../harness/static-server.ts';
import { TracedPage } from '../harness/traced-page.ts';
import { judge } from './judge.ts';

const published = (path: string) =>
  readFileSync(new URL(`../../node_modules/${path}`, import.meta.url), 'utf8');

/** What an application's page has of each library: as it is published for pages, or bundled unchanged. */
const files = {
  '/peerjs.js': published('peerjs/dist/peerjs.min.js'),
  '/simple-peer.js': published('simple-peer/simplepeer.min.js'),
  '/webrtc-adapter.js': published('webrtc-adapter/out/adapter.js'),
  '/jssip.js': await bundle('jssip/lib/JsSIP.js', 'JsSIP'),
  '/sip.js': await bundle('sip.js/lib/index.js', 'SIP'),
  '/mediasoup-client.js': await bundle('mediasoup-client/lib/index.js', 'mediasoupClient'),
};
const served: StaticServerOptions = { directory: pagesDirectory, files };

let driven: Chromium;
let peerServer: Server;
const port = await freePort();
beforeAll(async () => {
  driven = await launchChromium();
  await new Promise<void>(resolve =>
    PeerServer({ host: '127.0.0.1', port }, server => {
      peerServer = server as Server;
      resolve();
    }),
  );
});
afterAll(async () => {
  await driven?.close();
  peerServer?.closeAllConnections();
  peerServer?.close();
});

const scripts = (library: string) => [`${library}.js`, 'call.js', 'libraries.js'];

/** What the library tells of the same call and restart where there is no extension: in a private window. */
async function toldUnobserved(library: string, call: string): Promise<unknown> {
  const context = await driven.browser.createBrowserContext();
  const browser = { newPage: () => context.newPage() } as typeof driven.browser;
  const page = await TracedPage.withScripts({ ...driven, browser }, scripts(library), served);
  try {
    await page.run(call);
    return await page.run('current.told');
  } finally {
    await page.close();
    await context.close();
  }
}

describe.each([
  ['peerjs', 'peerjs', 'peerjs asked to restart'],
  ['simple-peer', 'simplePeer', 'simple-peer asked to restart and negotiate'],
  ['jssip', 'jssip', 'jssip renegotiates with iceRestart'],
  ['sip', 'sipjs', 'sip.js re-invites with iceRestart'],
  ['mediasoup-client', 'mediasoup', 'mediasoup-client restartIce'],
])('%s', (library, name, verdict) => {
  it('is told properly, and behaves as it does without the extension', async () => {
    const call = `callAndRestart('${name}', ${JSON.stringify({ port })})`;
    const unobserved = toldUnobserved(library, call);
    const page = await TracedPage.withScripts(driven, scripts(library), served);
    try {
      await page.run(call);
      expect(await page.run('current.told')).toEqual(await unobserved);
      await judge(page, verdict);
      await page.run('current.close()');
    } finally {
      await page.close();
    }
  });
});

describe('webrtc-adapter', () => {
  it.each([
    ['before', 'webrtc-adapter loaded before the call'],
    ['during', 'webrtc-adapter loaded during the call'],
  ])('is told properly when it is loaded %s the call', async (when, verdict) => {
    const scripts = ['call.js', ...(when === 'before' ? ['webrtc-adapter.js'] : [])];
    const page = await TracedPage.withScripts(driven, scripts, served);
    try {
      await page.run('call.start({ video: false })');
      await page.run(`Promise.all(['alice', 'bob'].map(name => call.flows(name, 60)))`);
      if (when === 'during') await page.page.addScriptTag({ url: '/webrtc-adapter.js' });
      expect(await page.run('adapter.browserDetails.browser')).toBe('chrome');
      await page.run(`call.restart('alice')`);
      await page.run('call.stable()');
      await judge(page, verdict);
    } finally {
      await page.close();
    }
  });
});
