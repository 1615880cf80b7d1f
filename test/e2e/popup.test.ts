import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readTrace } from '../../extension/trace/file/read.ts';
import { axeViolations } from '../harness/axe.ts';
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
  let directory: string;

  beforeAll(async () => {
    await mkdir(artifacts, { recursive: true });
    directory = await mkdtemp(join(tmpdir(), 'icescope-popup-'));
    chromium = await launchChromium();
    const session = await chromium.browser.target().createCDPSession();
    await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: directory });
  });
  afterEach(async () => {
    await popup?.close().catch(() => {});
    await call?.close();
  });
  afterAll(async () => {
    await chromium?.close();
    await rm(directory, { recursive: true });
  });

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
  /** A picture of a page in both themes, in which axe finds nothing wrong. */
  const lookAt = async (page: Page, name: string) => {
    for (const value of ['light', 'dark']) {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
      await page.screenshot({ path: `${artifacts}${name}-${value}.png` });
      expect(await axeViolations(page), `${name}, ${value}`).toEqual([]);
    }
  };
  const badge = () => chromium.background.evaluate(tab => chrome.action.getBadgeText({ tabId: tab }), tabId);

  it('records a tab, takes remarks, counts restarts, and hands the trace on', async () => {
    call = await CallPage.open(chromium);
    tabId = await tabIdOf(chromium, call.page);
    await openPopup();
    await shows('Always record 127.0.0.1');
    await lookAt(popup, 'popup-idle');
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
    await lookAt(popup, 'popup-recording');
    await press('Stop');
    await shows('Stopped.');
    expect(await badge()).toBe('');
    await lookAt(popup, 'popup-stopped');

    const [recording] = await chromium.background.evaluate(() => icescope.recordings());
    const trace = await chromium.background.evaluate(id => icescope.recorded(id), recording!.id);
    const marks = trace.events.filter(event => event.type === 'mark');
    expect(marks).toMatchObject([{ text: 'Moved to the car park <b>here</b>', by: 'person' }]);
    expect(marks[0]!.t).toBeGreaterThan(trace.startedAt);
    expect(marks[0]!.t).toBeLessThan(trace.endedAt);

    await press('Save…');
    const saved = await waitFor('the file', async () =>
      (await readdir(directory)).find(name => name.endsWith('.icescope.json')),
    );
    expect(saved).toMatch(/^icescope-127\.0\.0\.1-/);
    expect(readTrace(await readFile(join(directory, saved), 'utf8'))).toEqual(trace);

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
    await lookAt(popup, 'popup-failed');
  });

  it('keeps them in a list, within a limit, to be opened, compared, deleted and had back', async () => {
    call = await CallPage.open(chromium);
    tabId = await tabIdOf(chromium, call.page);
    for (const _ of [1, 2]) {
      await chromium.background.evaluate(tab => icescope.record(tab), tabId);
      await call.run('void new RTCPeerConnection()');
      await waitFor('something to be recorded', async () => (await newest()).events > 1);
      await chromium.background.evaluate(tab => icescope.stop(tab), tabId);
    }
    const kept = await chromium.background.evaluate(() => icescope.recordings());
    const viewer = await chromium.browser.newPage();
    await viewer.goto(`chrome-extension://${chromium.extensionId}/extension/viewer/viewer.html`);
    const read = (expression: string) => viewer.evaluate(expression);
    const text = async () => (await read('document.body.innerText')) as string;
    const said = (what: RegExp) => waitFor(`the viewer to show ${what}`, async () => what.test(await text()));
    const rows = () => read(`document.querySelectorAll('.kept-table tbody tr').length`);
    const tabs = () => read(`document.querySelectorAll('.trace-tab').length`);
    const click = (name: string) =>
      read(`(() => {
        const named = each => (each.ariaLabel ?? each.textContent).startsWith('${name}');
        const button = [...document.querySelectorAll('button')].find(named);
        button.focus();
        button.click();
      })()`);
    const focused = () => read('document.activeElement.textContent');

    await waitFor('the list', async () => (await rows()) === kept.length);
    await said(new RegExp(`${kept.length} traces, [\\d.]+ [kM]B`));
    await lookAt(viewer, 'viewer-kept');
    const limit = viewer.locator('.kept-limit input');
    await limit.fill('20');
    await viewer.keyboard.press('Tab');
    await viewer.reload();
    await waitFor('the limit', () => read(`document.querySelector('.kept-limit input')?.value === '20'`));

    await waitFor('the list', async () => (await rows()) === kept.length);
    await click('Delete');
    await said(/was deleted\./);
    expect(await rows()).toBe(kept.length - 1);
    await waitFor('the focus to be on Undo', async () => (await focused()) === 'Undo');
    await viewer.keyboard.press('Enter');
    await waitFor('the deleted one', async () => (await rows()) === kept.length);

    for (const nth of [0, kept.length - 1]) {
      await read(`document.querySelectorAll('.kept-name')[${nth}].click()`);
      await waitFor('the trace', async () => (await tabs()) === (nth === 0 ? 2 : 3));
      await click('Kept traces');
    }
    await read(`document.querySelectorAll('.trace-tab-show')[2].click()`);
    await said(/Connection 1/);
    await lookAt(viewer, 'viewer-open');
    await click('Kept traces');

    const ids = kept.map(({ id }) => id);
    for (const id of ids) await chromium.background.evaluate(each => icescope.remove(each), id);
    await said(/Nothing is kept yet/);
    await said(/can be dropped here/);
    await lookAt(viewer, 'viewer-empty');
    await viewer.close();
  });

  const newest = async () => (await chromium.background.evaluate(() => icescope.recordings()))[0]!;
  const colour = () =>
    chromium.background.evaluate(tab => chrome.action.getBadgeBackgroundColor({ tabId: tab }), tabId);
});
