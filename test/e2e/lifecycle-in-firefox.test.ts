import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Trace } from '../../extension/trace/schema/trace.ts';
import { type Firefox, launchFirefox } from '../harness/firefox.ts';
import { closedIn, connectAndClose, emptyPage, expectWhole } from '../harness/short-connections.ts';
import { type StaticServer, startStaticServer } from '../harness/static-server.ts';
import { waitFor } from '../harness/wait-for.ts';

/** The background is put to rest as soon as it has been idle for so long; by default after half a minute. */
const idleMs = 1_000;
const rests = 4;

describe('in Firefox, a recording outlives', () => {
  let server: StaticServer;
  let firefox: Firefox;
  let tab: Page;
  let recordingId: string;

  beforeAll(async () => {
    // What is never stored never comes back either.
    server = await startStaticServer({
      files: { '/index.html': emptyPage, '/other.html': emptyPage },
      headers: { 'cache-control': 'max-age=60' },
    });
    firefox = await launchFirefox({ preferences: { 'extensions.background.idle.timeout': idleMs } });
  });
  afterAll(async () => {
    await firefox?.close();
    await server?.close();
  });

  beforeEach(async () => {
    tab = await firefox.browser.newPage();
    await tab.goto(server.origin);
    await tab.evaluate(connectAndClose);
    const { tabId } = await waitFor('the tab', async () =>
      (await firefox.background.evaluate(() => icescope.tabs())).at(-1),
    );
    ({ id: recordingId } = await firefox.background.evaluate(id => icescope.record(id), tabId));
  });
  afterEach(() => tab?.close());

  /** What the recording holds by now of this many connections that were closed. */
  const recorded = (connections: number) =>
    waitFor(`${connections} connections to be recorded`, async () => {
      const trace = await firefox.background.evaluate(id => icescope.recorded(id), recordingId);
      return closedIn(trace) >= connections && trace;
    });
  /** Two pages' events without a hole, and not a word of anything lost. */
  const expectBothWhole = (trace: Trace) => expect(expectWhole(trace)).toHaveLength(2);

  it('a page that is loaded again', async () => {
    await recorded(1);
    // The browser drops a port whose page is gone before the background is awake: then a recording says so.
    await firefox.background.whileAwake(() => tab.reload());
    await tab.evaluate(connectAndClose);
    expectBothWhole(await recorded(2));
  });

  it('a page that goes into the back/forward cache and comes back', async () => {
    await recorded(1);
    await tab.evaluate('globalThis.same = true');
    await tab.goto(`${server.origin}/other.html`);
    await tab.evaluate(connectAndClose);
    await recorded(2);
    // Not by the driver, which would wait for a load that does not come.
    await tab.evaluate('setTimeout(() => history.back())');
    await waitFor('the page to come back', () => tab.evaluate('globalThis.same').catch(() => false));
    await tab.evaluate(connectAndClose);
    const trace = await recorded(3);
    expectBothWhole(trace);
    expect(trace.events).toContainEqual(expect.objectContaining({ type: 'lifecycle', phase: 'pageshow' }));
  });

  it('a background that is put to rest time and again, each time with its ports open', async () => {
    for (let rest = 0; rest < rests; rest++) {
      await waitFor('the background to be put to rest', () => firefox.background.isSuspended());
      await tab.evaluate(connectAndClose);
    }
    const trace = await recorded(1 + rests);
    expect(expectWhole(trace)).toHaveLength(1);
  });
});
