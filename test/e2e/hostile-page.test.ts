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
  'forges and replays messages and events, and listens for ours': `
    const heard = [];
    let mine = true;
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const windows = [window, frame.contentWindow];
    const spied = { MessagePort: ['postMessage', 'start', 'close'], EventTarget: ['addEventListener', 'dispatchEvent'] };
    for (const each of windows) {
      for (const type of ['icescope-channel', 'message', 'messageerror']) {
        each.addEventListener(type, event => mine || heard.push(event), true);
      }
      for (const [owner, names] of Object.entries(spied)) {
        for (const name of names) {
          const original = each[owner].prototype[name];
          each[owner].prototype[name] = function (...args) {
            if (!mine) heard.push(owner + '.' + name);
            return Reflect.apply(original, this, args);
          };
        }
      }
    }
    const own = [];
    const forge = async () => {
      mine = true;
      for (const each of windows) {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = event => heard.push(event.data);
        for (const target of [each, each.document]) {
          target.dispatchEvent(new each.MessageEvent('icescope-channel', { ports: [port2], bubbles: true }));
        }
        for (const type of ['state', 'connection', 'ticks', 'done']) {
          port1.postMessage({ t: 1, connectionId: '1', type, name: 'ice', state: 'forged', everyMs: 50 });
        }
        each.postMessage({ type: 'announce', frameId: 'forged' }, '*');
        own.push(port1, port2);
      }
      // Once these have come, so has what went before.
      await new Promise(resolve => setTimeout(resolve));
      mine = false;
    };
    await forge();
    const pc = new RTCPeerConnection();
    pc.createDataChannel('x');
    await pc.setLocalDescription(await pc.createOffer());
    await new Promise(resolve => setTimeout(resolve, 100));
    for (const event of [...heard]) if (event instanceof Event) dispatchEvent(event);
    await forge();
    await new Promise(resolve => setTimeout(resolve, 100));
    return heard.length === 0 ? 'works' : 'heard ' + heard.map(each => each.type ?? each);`,
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

  it('takes over the window of its own frame before that has loaded can lie about that frame alone', async () => {
    page = await chromium.browser.newPage();
    await page.goto(`${server.origin}/index.html`);
    await page.evaluate('void (globalThis.pc = new RTCPeerConnection())');
    const trace = () => chromium.background.evaluate(() => icescope.trace().catch(() => null));
    const before = await waitFor('the trace', trace);
    const { frameId, connectionId } = before.events.at(-1)!;
    // The browser keeps the window of the empty document that came first, with what the page has put into it.
    await page.evaluate(`new Promise(resolve => {
      const frame = document.createElement('iframe');
      frame.src = '/index.html';
      document.body.append(frame);
      const { contentWindow } = frame;
      contentWindow.addEventListener('icescope-channel', event => {
        event.stopImmediatePropagation();
        const { port2 } = new MessageChannel();
        contentWindow.dispatchEvent(new contentWindow.MessageEvent('icescope-channel', { ports: [port2] }));
        const lie = { t: 1, connectionId: '1', type: 'state', name: 'ice', state: 'closed' };
        const lies = [
          lie,
          { ...lie, connectionId: '${connectionId}', frameId: '${frameId}', seq: 0 },
          { ...lie, t: 'never' },
          { type: 'ticks', everyMs: 1e10 },
          { type: 'record', tabId: 1 },
          { type: 'done', commandId: 1, error: null },
        ];
        for (const data of [null, lies])
          port2.dispatchEvent(new contentWindow.MessageEvent('batch', { data }));
        resolve();
      }, { capture: true, once: true });
    })`);
    const after = await waitFor('the lies', async () => {
      const now = await trace();
      return now && now.events.length + now.dropped.events >= before.events.length + 4 && now;
    });
    const lies = after.events.filter(event => event.frameId !== frameId);
    expect(after.events.filter(event => event.frameId === frameId)).toEqual(before.events);
    expect(lies).toHaveLength(2);
    for (const lie of lies) expect(lie.connectionId!.startsWith(`${lie.frameId}.`)).toBe(true);
    expect(after.dropped.events).toBe(2);
    expect(await chromium.background.evaluate(() => icescope.recordings())).toEqual([]);
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
