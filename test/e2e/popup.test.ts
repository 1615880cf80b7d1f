import { mkdir } from 'node:fs/promises';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CallPage } from '../harness/call-page.ts';
import { type Chromium, launchChromium } from '../harness/chromium.ts';
import { tabIdOf } from '../harness/tabs.ts';
import { waitFor } from '../harness/wait-for.ts';

const artifacts = new URL('../../artifacts/', import.meta.url).pathname;

describe('the popup', () => {
  let chromium: Chromium;
  let call: CallPage;
  let popup: Page;
  let tabId: number;

  beforeAll(async () => {
    await mkdir(artifacts, { recursive: true });
    chromium = await launchChromium();
  });
  afterEach(async () => {
    await popup?.close().catch(() => {});
    await call?.close();
  });
  afterAll(() => chromium?.close());

  /** The popup itself, as a click on the toolbar opens it. */
  async function openPopup(): Promise<void> {
    await call.page.bringToFront();
    const url = `chrome-extension://${chromium.extensionId}/extension/popup/popup.html`;
    await chromium.background.evaluate(() => chrome.action.openPopup());
    const target = await chromium.browser.waitForTarget(each => each.url() === url);
    popup = await target.asPage();
    await popup.waitForSelector('.popup');
  }
  const press = (name: string) => popup.locator(`::-p-aria([name="${name}"][role="button"])`).click();
  const shows = (what: string | RegExp) =>
    waitFor(`the popup to show ${what}`, async () =>
      ((await popup.evaluate('document.body.innerText')) as string).match(what),
    );
  const picture = async (name: string) => {
    for (const value of ['light', 'dark']) {
      await popup.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
      await popup.screenshot({ path: `${artifacts}popup-${name}-${value}.png` });
    }
  };
  const badge = () => chromium.background.evaluate(tab => chrome.action.getBadgeText({ tabId: tab }), tabId);

  it('records a tab, takes remarks, counts restarts, and hands the trace on', async () => {
    call = await CallPage.open(chromium);
    tabId = await tabIdOf(chromium, call.page);
    await openPopup();
    await shows('Always record 127.0.0.1');
    await picture('idle');
    await press('Record this tab');
    await shows('Recording');
    expect(await badge()).toBe('REC');
    await call.start({ video: false });
    await popup.locator('input[name=text]').fill('Moved to the car park <b>here</b>');
    await press('Mark');
    await shows('Marked: Moved to the car park <b>here</b>');
    await call.restart();
    await waitFor('the badge to count', async () => (await badge()) === '2');
    await shows(/Restarts\s+2/);
    await picture('recording');
    await press('Stop');
    await shows('Stopped.');
    expect(await badge()).toBe('');
    await picture('stopped');

    const [recording] = await chromium.background.evaluate(() => icescope.recordings());
    const trace = await chromium.background.evaluate(id => icescope.recorded(id), recording!.id);
    const marks = trace.events.filter(event => event.type === 'mark');
    expect(marks).toMatchObject([{ text: 'Moved to the car park <b>here</b>', by: 'person' }]);
    expect(marks[0]!.t).toBeGreaterThan(trace.startedAt);
    expect(marks[0]!.t).toBeLessThan(trace.endedAt);

    await press('Open');
    const target = await chromium.browser.waitForTarget(each => each.url().includes('viewer.html#'));
    const viewer = (await target.page())!;
    await waitFor('the trace in the viewer', async () =>
      ((await viewer.evaluate('document.body.innerText')) as string).includes('Connection 1'),
    );
    await viewer.close();
  });

  it('records a site always once it is told to', async () => {
    call = await CallPage.open(chromium);
    tabId = await tabIdOf(chromium, call.page);
    await openPopup();
    await popup.locator('input[type=checkbox]').click();
    await shows('Recording');
    await press('Stop');
    await shows('Stopped');
    // The next page of the site is recorded without anybody asking.
    await call.page.reload();
    await call.run('void new RTCPeerConnection()');
    await waitFor('the badge', async () => (await badge()) === 'REC');
    // The rule is of this site alone.
    await call.page.goto(`${call.origin.replace('127.0.0.1', 'localhost')}/call.html`);
    await waitFor('the recording to end', async () => (await badge()) === '');
    await call.run('void new RTCPeerConnection()');
    const [newest] = await chromium.background.evaluate(() => icescope.recordings());
    expect(newest).toMatchObject({ bySite: true, end: 'left-site' });
    const trace = await chromium.background.evaluate(id => icescope.recorded(id), newest!.id);
    expect(trace.connections).toHaveLength(1);
  });

  it('turns the badge red when a restart fails', async () => {
    call = await CallPage.open(chromium);
    tabId = await tabIdOf(chromium, call.page);
    await chromium.background.evaluate(tab => icescope.record(tab), tabId);
    await call.start({ video: false });
    call.breaker.cut({ scope: 'all' });
    await call.restart();
    await waitFor('the badge to turn red', async () => (await colour()).join() === '217,48,37,255', {
      timeoutMs: 40_000,
    });
    await openPopup();
    await shows(/Failed\s+[12]/);
    await picture('failed');
  });

  const colour = () =>
    chromium.background.evaluate(tab => chrome.action.getBadgeBackgroundColor({ tabId: tab }), tabId);
});
