import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Chromium, launchChromium } from '../harness/chromium.ts';
import { type StaticServer, startStaticServer } from '../harness/static-server.ts';
import { waitFor } from '../harness/wait-for.ts';

/**
 * Each page does its worst before or after it makes a connection, and leaves in `result` whether it still
 * works itself. `connect` makes an offer with a data channel and awaits it.
 */
const connect = `
  const pc = new RTCPeerConnection();
  pc.createDataChannel('x');
  await pc.setLocalDescription(await pc.createOffer());`;

const pages: Record<string, string> = {
  'replaces the built-ins': `
    for (const owner of [Promise, Array, Map, WeakMap, Set, MessagePort, Function, String, WeakRef]) {
      for (const name of Object.getOwnPropertyNames(owner.prototype)) {
        if (name === 'constructor' || name === 'call' || name === 'apply' || name === 'bind') continue;
        const descriptor = Object.getOwnPropertyDescriptor(owner.prototype, name);
        if (!descriptor.configurable || typeof descriptor.value !== 'function') continue;
        const original = descriptor.value;
        const spied = new Error('').stack.length > 0;
        Object.defineProperty(owner.prototype, name, { ...descriptor, value: function (...args) {
          if (!globalThis.calm) globalThis.touched = owner.name + '.' + name;
          return Reflect.apply(original, this, args);
        } });
      }
    }
    globalThis.calm = false;
    const pc = new RTCPeerConnection();
    pc.createDataChannel('x');
    globalThis.calm = true;
    await pc.setLocalDescription(await pc.createOffer());
    return globalThis.touched ?? 'works';`,
  'pollutes Object.prototype and Array.prototype': `
    const trap = { __proto__: null, get: () => undefined, set() {}, configurable: true };
    const thief = { __proto__: null, set() { globalThis.stolen = true; }, configurable: true };
    Object.defineProperty(Array.prototype, '0', thief);
    for (const name of ['get', 'set', 'value', 'apply', 'construct', 'iceRestart', 'toJSON', 'type']) {
      Object.defineProperty(Object.prototype, name, trap);
    }
    Object.prototype.polluted = 'yes';
    ${connect}
    return globalThis.stolen ? 'stolen' : 'works';`,
  'freezes the prototypes': `
    Object.freeze(RTCPeerConnection.prototype);
    Object.freeze(Object.prototype);
    Object.freeze(Array.prototype);
    ${connect}
    return 'works';`,
  'throws from getters of what it passes': `
    const pc = new RTCPeerConnection();
    let reads = 0;
    const options = { get iceRestart() { reads++; return true; } };
    pc.createDataChannel('x');
    await pc.createOffer(options);
    const thrown = await pc.createOffer({ get iceRestart() { throw new RangeError('mine'); } }).catch(e => e);
    if (!(thrown instanceof RangeError) || thrown.message !== 'mine') return 'another error: ' + thrown;
    return reads === 1 ? 'works' : 'read ' + reads + ' times';`,
  'forges messages and events': `
    const heard = [];
    addEventListener('message', event => heard.push(event.data));
    const { port1, port2 } = new MessageChannel();
    dispatchEvent(new MessageEvent('icescope-channel', { ports: [port2] }));
    port1.postMessage({ t: 1, connectionId: '1', type: 'state', name: 'ice', state: 'forged' });
    postMessage({ type: 'announce', frameId: 'x' }, '*');
    ${connect}
    await new Promise(resolve => setTimeout(resolve, 300));
    return heard.length === 1 ? 'works' : 'heard ' + JSON.stringify(heard);`,
  'replaces what it can reach, Promise and clocks and species among them': `
    const broken = () => { throw new Error('broken'); };
    for (const owner of [Performance.prototype, MessagePort.prototype, JSON, RegExp.prototype, WeakMap.prototype,
      AbortSignal, Reflect, FinalizationRegistry.prototype]) {
      for (const name of Object.getOwnPropertyNames(owner)) {
        const descriptor = Object.getOwnPropertyDescriptor(owner, name);
        if (name === 'constructor' || !descriptor.configurable || typeof descriptor.value !== 'function') continue;
        Object.defineProperty(owner, name, { ...descriptor, value: broken });
      }
    }
    globalThis.setTimeout = globalThis.structuredClone = broken;
    Object.defineProperty(Promise, Symbol.species, { get: broken });
    Object.defineProperty(Array, Symbol.species, { get: broken });
    Array.prototype.then = broken;
    ${connect}
    return 'works';`,
  'passes values without measure': `
    const pc = new RTCPeerConnection();
    pc.createDataChannel('x');
    const long = 'x'.repeat(1_000_000);
    let deep = {};
    for (let i = 0; i < 10_000; i++) deep = { deep };
    const refused = [
      pc.createOffer(deep),
      pc.addIceCandidate({ candidate: 'candidate:' + long, sdpMid: long, usernameFragment: long, deep }),
      pc.setRemoteDescription({ type: 'answer', sdp: 'a=ice-ufrag:' + long.repeat(5) }),
      pc.setRemoteDescription({ type: 'offer', sdp: long + '\\r\\n'.repeat(100_000) }),
    ];
    const results = await Promise.allSettled(refused);
    await pc.setLocalDescription(await pc.createOffer());
    return results[0].status === 'fulfilled' ? 'works' : String(results[0].reason);`,
  'writes markup wherever it can': `
    document.title = '<img src=x onerror="window.pwned=1">';
    const pc = new RTCPeerConnection();
    pc.createDataChannel('<script>window.pwned=1</script>');
    await pc.addIceCandidate({ candidate: '<img src=x onerror=alert(1)>', sdpMid: '<b>' }).catch(() => {});
    await pc.setLocalDescription(await pc.createOffer());
    return 'works';`,
  'tries to give commands': `
    ${connect}
    const ufrag = () => /a=ice-ufrag:.*/.exec(pc.localDescription.sdp)[0];
    const before = ufrag();
    const commands = [{ name: 'restart-ice', connectionId: '1', commandId: 1 }, { name: 'retell' },
      { type: 'command', commandId: 1, command: { name: 'clear' } }];
    for (const command of commands) {
      postMessage(command, '*');
      const { port1, port2 } = new MessageChannel();
      dispatchEvent(new MessageEvent('icescope-channel', { data: command, ports: [port2] }));
      port1.postMessage(command);
      document.dispatchEvent(new CustomEvent('icescope-channel', { detail: command }));
    }
    await new Promise(resolve => setTimeout(resolve, 200));
    return ufrag() === before && !('icescope' in globalThis) ? 'works' : 'obeyed';`,
  'deletes RTCPeerConnection, and brings it back': `
    const Kept = RTCPeerConnection;
    delete globalThis.RTCPeerConnection;
    if (typeof RTCPeerConnection !== 'undefined') return 'it cannot be deleted';
    globalThis.RTCPeerConnection = Kept;
    ${connect}
    return 'works';`,
};

describe('a page that', () => {
  let chromium: Chromium;
  let server: StaticServer;
  let page: Page;

  beforeAll(async () => {
    chromium = await launchChromium();
    server = await startStaticServer({
      files: { '/index.html': '<!doctype html><title>hostile</title><link rel="icon" href="data:,">' },
    });
  });
  afterAll(async () => {
    await server?.close();
    await chromium?.close();
  });

  afterEach(() => page.close());

  it.each(Object.entries(pages))('%s breaks neither itself nor IceScope', async (_, script) => {
    page = await chromium.browser.newPage();
    const errors: string[] = [];
    page.on('pageerror', error => errors.push(String(error)));
    page.on('console', message => errors.push(message.text()));
    await page.goto(`${server.origin}/index.html`);
    expect(await page.evaluate(`(async () => { ${script} })()`)).toBe('works');
    const trace = await waitFor('the trace', () =>
      chromium.background.evaluate(() => icescope.trace().catch(() => null)),
    );
    expect(trace.connections).toHaveLength(1);
    expect(trace.events.some(event => event.type === 'call' && event.method === 'createOffer')).toBe(true);
    expect(JSON.stringify(trace.events)).not.toContain('forged');
    expect(trace.events.some(event => event.type === 'call' && event.forced)).toBe(false);
    expect(errors).toEqual([]);
  });

  it('makes and drops connections by the thousands in bounded memory', async () => {
    page = await chromium.browser.newPage();
    await page.goto(`${server.origin}/index.html`);
    await page.evaluate(`(async () => {
      for (let i = 0; i < 400; i++) {
        const pc = new RTCPeerConnection();
        for (let j = 0; j < 130; j++) pc.restartIce();
        pc.close();
        if (i % 50 === 0) await new Promise(resolve => setTimeout(resolve));
      }
    })()`);
    const trace = await waitFor(
      'a trace of all of them',
      async () => {
        const now = await chromium.background.evaluate(() => icescope.trace().catch(() => null));
        return now && now.events.length + now.dropped.events > 100_000 && now;
      },
      { timeoutMs: 40_000 },
    );
    // More was told than a frame keeps, and what it let go of is counted.
    expect(JSON.stringify(trace.events).length).toBeLessThan(7_000_000);
    expect(trace.dropped.events).toBeGreaterThan(0);
  });
});
