import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Trace } from '../../extension/trace/schema/trace.ts';
import { CallPage } from '../harness/call-page.ts';
import { type Chromium, launchChromium } from '../harness/chromium.ts';
import { ExtensionPage } from '../harness/extension-page.ts';
import { closedIn, connectAndClose, emptyPage, expectWhole } from '../harness/short-connections.ts';
import { type StaticServer, startStaticServer } from '../harness/static-server.ts';
import { waitFor } from '../harness/wait-for.ts';

describe('a recording outlives', () => {
  let server: StaticServer;
  let chromium: Chromium;
  let extension: ExtensionPage;
  let tab: Page;
  let tabId: number;

  beforeAll(async () => {
    server = await startStaticServer({ files: { '/index.html': emptyPage, '/other.html': emptyPage } });
    chromium = await launchChromium({ attachToWorkers: false });
    extension = await ExtensionPage.open(chromium);
  });
  afterAll(async () => {
    await chromium?.close();
    await server?.close();
  });

  beforeEach(async () => {
    tab = await chromium.browser.newPage();
    await tab.goto(server.origin);
    tabId = await extension.newestTab();
    await tab.evaluate(connectAndClose);
    await extension.ask({ type: 'record', tabId });
  });
  afterEach(() => tab?.close().catch(() => {}));

  /** What the recording holds by now of this many connections. */
  const recorded = (connections: number) =>
    waitFor(`${connections} connections to be recorded`, async () => {
      const trace = await extension.newestRecording();
      return trace.connections.length >= connections && trace;
    });
  const marks = ({ events }: Trace) => events.flatMap(event => (event.type === 'mark' ? [event.text] : []));

  it('a page that goes into the back/forward cache and comes back', async () => {
    await recorded(1);
    await tab.evaluate('globalThis.same = true');
    await tab.goto(`${server.origin}/other.html`);
    await tab.evaluate(connectAndClose);
    await recorded(2);
    await tab.goBack();
    expect(await tab.evaluate('globalThis.same')).toBe(true);
    await tab.evaluate(connectAndClose);
    const trace = await recorded(3);
    expectWhole(trace);
    expect(new Set(trace.connections.map(({ id }) => id.split('.')[0])).size).toBe(2);
    expect(trace.events).toContainEqual(expect.objectContaining({ type: 'lifecycle', phase: 'pageshow' }));
    expect(marks(trace)).toEqual([]);
  });

  it('a frame that is taken away in the task in which it calls, and keeps what it told just then', async () => {
    await recorded(1);
    await tab.evaluate(`(() => {
      globalThis.frame = document.body.appendChild(document.createElement('iframe'));
      new frame.contentWindow.RTCPeerConnection();
    })()`);
    await recorded(2);
    await tab.evaluate('void new frame.contentWindow.RTCPeerConnection(), frame.remove()');
    const trace = await recorded(3);
    expectWhole(trace);
    expect(marks(trace)).toEqual([]);
  });

  it('a page that leaves while the worker is dead: what the browser does not hand over is said to be lost', async () => {
    await recorded(1);
    await extension.killWorker();
    await tab.evaluate(`${connectAndClose}.then(() => setTimeout(() => location.reload()))`);
    // The browser drops a port whose page is gone before the worker has started.
    const trace = await waitFor('all of it, or the word that it is lost', async () => {
      const now = await extension.newestRecording();
      return (closedIn(now) === 2 || marks(now).some(text => text.includes('without a goodbye'))) && now;
    });
    expectWhole(trace);
    await waitFor('the page to have come back', () => tab.evaluate('document.readyState === "complete"'));
    await tab.evaluate(connectAndClose);
    const after = await recorded(trace.connections.length + 1);
    expectWhole(after);
    expect(marks(after).length).toBeLessThanOrEqual(1);
  });

  it.each([false, true])(
    'a tab that crashes (the worker dead before: %s), and says that it did',
    async dead => {
      await recorded(1);
      if (dead) await extension.killWorker();
      const session = await tab.createCDPSession();
      void session.send('Page.crash').catch(() => {});
      // It learns of the crash when it is woken next.
      if (dead)
        await extension.ask({ type: 'mark', recordingId: (await extension.newest()).id, text: 'awake' });
      await waitFor('the mark', async () =>
        marks(await extension.newestRecording()).some(text => text.includes('crash')),
      );
      await tab.close();
      expectWhole(await extension.newestRecording());
    },
  );

  it('a disk without room: it ends, says so, keeps what it has, and makes room when told to', async () => {
    const before = await recorded(1);
    await extension.limitDisk(true);
    await tab.evaluate(connectAndClose);
    await waitFor('the end of the recording', async () => (await extension.newest()).end === 'disk-full');
    const badge = `chrome.action.getBadgeText({ tabId: ${tabId} })`;
    await waitFor('the badge', async () => (await extension.page.evaluate(badge)) === '!');
    expect((await extension.newestRecording()).events).toEqual(before.events);
    await extension.killWorker();
    const { id, tabId: of } = await extension.newest();
    expect(of).toBeNull();
    await extension.ask({ type: 'delete', recordingIds: [id] });
    await waitFor('it to be deleted', async () => (await extension.newest())?.id !== id);
    await extension.limitDisk(false);
    await extension.ask({ type: 'record', tabId });
    expectWhole(await recorded(2));
  });
});

describe('when the extension is loaded anew under a running page', () => {
  it('its old scripts fall silent and cost nothing, and the page goes on', async () => {
    const chromium = await launchChromium({ attachToWorkers: false });
    const extension = await ExtensionPage.open(chromium);
    const call = await CallPage.open(chromium);
    const said: string[] = [];
    call.page.on('pageerror', error => said.push(String(error)));
    call.page.on('console', message => said.push(message.text()));
    // Before any other script: what IceScope takes for the browser's own counts how often it is called.
    await call.page.evaluateOnNewDocument(`
      globalThis.reads = 0;
      const { getStats } = RTCPeerConnection.prototype;
      RTCPeerConnection.prototype.getStats = function (...args) {
        globalThis.reads++;
        return getStats.apply(this, args);
      };`);
    await call.page.reload();
    const reads = async (withinMs: number) => {
      const before = (await call.run('reads')) as number;
      await new Promise(resolve => setTimeout(resolve, withinMs));
      return ((await call.run('reads')) as number) - before;
    };
    await call.start({ video: false });
    await waitFor('statistics to be read', () => reads(1_500));
    await extension.ask({ type: 'record', tabId: await extension.newestTab() });
    await waitFor(
      'both connections to be on disk',
      async () => (await extension.newestRecording()).connections.length === 2,
    );
    await extension.reloadExtension(chromium);
    await waitFor('nothing to be read any more', async () => (await reads(2_500)) === 0);
    await call.restart();
    await call.mediaFlows();
    await call.run(connectAndClose);
    expect(await reads(2_500)).toBe(0);
    const anew = await waitFor('the extension', () => ExtensionPage.open(chromium).catch(() => null));
    await call.page.reload();
    await call.start({ video: false });
    const { events } = await waitFor('the recording to go on', async () => {
      const now = await anew.newestRecording();
      return now.connections.length === 4 && now;
    });
    expect(events.filter(({ type }) => type === 'mark')).toHaveLength(1);
    expect(said).toEqual([]);
    await call.close();
    await chromium.close();
  });
});

describe('when the browser is started anew', () => {
  it('a recording goes on with its page', async () => {
    const profile = await mkdtemp(join(tmpdir(), 'icescope-profile-'));
    const server = await startStaticServer({ files: { '/index.html': emptyPage } });
    try {
      for (const run of [1, 2]) {
        const chromium = await launchChromium({ attachToWorkers: false, profile });
        const extension = await ExtensionPage.open(chromium);
        const tab = await chromium.browser.newPage();
        await tab.goto(server.origin);
        await tab.evaluate(connectAndClose);
        if (run === 1) await extension.ask({ type: 'record', tabId: await extension.newestTab() });
        const trace = await waitFor('the recording', async () => {
          const now = await extension.newestRecording().catch(() => null);
          return now?.connections.length === run && now;
        });
        const marks = trace.events.filter(({ type }) => type === 'mark');
        expect(marks.map(mark => 'text' in mark && mark.text.includes('restarted'))).toEqual(
          run === 1 ? [] : [true],
        );
        await chromium.close();
      }
    } finally {
      await server.close();
      await rm(profile, { recursive: true, force: true });
    }
  });
});
