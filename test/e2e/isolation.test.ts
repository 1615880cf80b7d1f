import type { CDPSession, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Chromium, launchChromium } from '../harness/chromium.ts';
import { type StaticServer, startStaticServer } from '../harness/static-server.ts';
import { tabIdOf } from '../harness/tabs.ts';

const page =
  '<!doctype html><title>A secret title</title><script>globalThis.pc = new RTCPeerConnection()</script>';

/** Even a page that has taken over our own script in it, as with a hole in the browser, gets nothing else. */
describe('from within a page no other tab can be reached', () => {
  let chromium: Chromium;
  let server: StaticServer;
  let intruder: Page;
  let victimTab: number;
  let session: CDPSession;
  let contextId: number;

  beforeAll(async () => {
    server = await startStaticServer({ files: { '/': page, '/index.html': page } });
    chromium = await launchChromium();
    const victim = await chromium.browser.newPage();
    await victim.goto(server.origin);
    victimTab = await tabIdOf(chromium, victim);
    intruder = await chromium.browser.newPage();
    session = await intruder.createCDPSession();
    session.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.origin.startsWith('chrome-extension://')) contextId = context.id;
    });
    await session.send('Runtime.enable');
    await intruder.goto(server.origin);
  });
  afterAll(async () => {
    await chromium?.close();
    await server?.close();
  });

  /** Runs in the isolated world of our content script. */
  async function inContentScript(expression: string): Promise<unknown> {
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      contextId,
      expression: `(async () => { ${expression} })()`,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description);
    return result.value;
  }

  it('not by watching it as a panel does', async () => {
    const heard = await inContentScript(`
      const port = chrome.runtime.connect({ name: 'icescope.panel' });
      const heard = [];
      port.onMessage.addListener(message => heard.push(message));
      const closed = new Promise(resolve => port.onDisconnect.addListener(resolve));
      port.postMessage({ type: 'watch', tabId: ${victimTab}, have: {} });
      await closed;
      return heard;`);
    expect(heard).toEqual([]);
  });

  it('not by recording it', async () => {
    await inContentScript(`
      chrome.runtime.sendMessage({ type: 'record', tabId: ${victimTab} }).catch(() => {});
      chrome.runtime.sendMessage({ type: 'delete', recordingIds: ['x'] }).catch(() => {});`);
    expect(await chromium.background.evaluate(() => icescope.recordings())).toEqual([]);
  });

  it('not by speaking in the name of its frame', async () => {
    const before = await chromium.background.evaluate(tab => icescope.trace(tab), victimTab);
    const { frameId } = before.events[0]!;
    const { id } = await chromium.background.evaluate(tab => icescope.record(tab), victimTab);
    await inContentScript(`
      const port = chrome.runtime.connect({ name: 'icescope.frame/${frameId}' });
      const closed = new Promise(resolve => port.onDisconnect.addListener(resolve));
      port.postMessage({ type: 'batch', frameId: '${frameId}', events: [], after: 0, reached: 1e6, newest: 1e6, dropped: 1e6 });
      await closed;`);
    await chromium.background.evaluate(tab => icescope.stop(tab), victimTab);
    const kept = await chromium.background.evaluate(each => icescope.recorded(each), id);
    expect(kept.dropped.events).toBe(0);
    expect(kept.events).toEqual(before.events);
  });

  it('not through the storage of the extension', async () => {
    const read = 'return chrome.storage.session.get(null).catch(error => String(error))';
    expect(await inContentScript(read)).toContain('not allowed');
    expect(await inContentScript('return (await indexedDB.databases()).length')).toBe(0);
  });
});
