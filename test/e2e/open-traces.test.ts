import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { ElementHandle } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeViolations } from '../harness/axe.ts';
import { bundle } from '../harness/bundle.ts';
import { CallPage } from '../harness/call-page.ts';
import { type Chromium, launchChromium } from '../harness/chromium.ts';
import type { Panel } from '../harness/panel.ts';
import { waitFor } from '../harness/wait-for.ts';

const artifacts = new URL('../../artifacts/', import.meta.url).pathname;
const path = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const trace = path('traces/chromium-path-lost-restarted-on-disconnected.icescope.json');

describe('opening traces in the panel', () => {
  let chromium: Chromium;
  let call: CallPage;
  let panel: Panel;
  let directory: string;

  beforeAll(async () => {
    await mkdir(artifacts, { recursive: true });
    directory = await mkdtemp(join(tmpdir(), 'icescope-open-'));
    chromium = await launchChromium();
    call = await CallPage.open(chromium);
    panel = await chromium.openPanel(call.page);
  });
  afterAll(async () => {
    await panel?.close();
    await call?.close();
    await chromium?.close();
    await rm(directory, { recursive: true });
  });

  const evaluate = (expression: string) => panel.frame.evaluate(expression);
  const shows = (what: string | RegExp) =>
    waitFor(`the panel to show ${what}`, async () => {
      const text = (await evaluate('document.body.innerText')) as string;
      return typeof what === 'string' ? text.includes(what) : what.test(text);
    });
  const tabs = () =>
    evaluate(`[...document.querySelectorAll('.trace-tab-name')].map(each => each.textContent)`) as Promise<
      string[]
    >;
  const current = () => evaluate(`document.querySelector('.is-current .trace-tab-name')?.textContent`);

  async function open(...files: string[]): Promise<void> {
    const input = (await panel.frame.$('input[type=file]')) as ElementHandle<HTMLInputElement>;
    await input.uploadFile(...files);
  }

  it('opens a trace and dumps of other tools by the button, to compare', async () => {
    await shows('No WebRTC on this page yet');
    await open(trace, path('dumps/webrtc-internals.json.gz'), path('dumps/rtcstats-firefox.jsonl.gz'));
    await waitFor('three traces', async () => (await tabs()).length === 4);
    expect(await current()).toBe('rtcstats-firefox.jsonl.gz');
    await shows('Connection 2');
    await panel.screenshot(`${artifacts}open-traces.png`);
    const measured = () => evaluate(`document.querySelector('.measured').textContent`);
    const measuredOfAnother = await measured();
    await evaluate(`[...document.querySelectorAll('.trace-tab-show')][1].click()`);
    await shows('createOffer({ iceRestart })');
    // The toolbar speaks of the trace that is shown.
    expect(await measured()).not.toBe(measuredOfAnother);
    expect(await current()).toMatch(/^chromium-path-lost/);
    // Policies are judged by all that lies open.
    await evaluate(`document.querySelector('#tab-what-if').click()`);
    await shows(/losses? of the path in 3 open traces/);
    await evaluate(`[...document.querySelectorAll('.trace-tab-show')][0].click()`);
    await shows('No WebRTC on this page yet');
  });

  it('opens what is dropped on it', async () => {
    const before = (await tabs()).length;
    await evaluate(`(async () => {
      const data = new DataTransfer();
      data.items.add(new File([${JSON.stringify(await smallTrace())}], 'dropped.icescope.json'));
      for (const type of ['dragover', 'drop']) {
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
      }
    })()`);
    await waitFor('the dropped trace', async () => (await tabs()).length === before + 1);
    expect(await current()).toBe('dropped.icescope.json');
  });

  it('refuses a bad file with the field that is wrong, and keeps what was open', async () => {
    const before = await tabs();
    const bad = join(directory, 'bad.icescope.json');
    await writeFile(bad, (await smallTrace()).replace('"t":2', '"t":"x"'));
    await open(bad);
    await shows('events[1].t: expected a number, got "x"');
    expect(await tabs()).toEqual(before);
    expect(await current()).toBe('dropped.icescope.json');
  });

  it('opens the next one after a file that was cut off', async () => {
    const before = await tabs();
    const [cut, next] = [join(directory, 'cut.icescope.json.gz'), join(directory, 'next.icescope.json')];
    const packed = gzipSync(largeTrace(20_000));
    await writeFile(cut, packed.subarray(0, packed.length / 2));
    await writeFile(next, await smallTrace());
    await open(cut, next);
    await waitFor('the next one', async () => (await tabs()).length === before.length + 1);
    await shows(/cut\.icescope\.json\.gz was not opened\. The gzip file is damaged/);
    expect(await current()).toBe('next.icescope.json');
  });

  it('tells how far it is with a large one, and gives it up', async () => {
    const before = await tabs();
    const large = join(directory, 'large.icescope.json');
    await writeFile(large, largeTrace(120_000));
    await open(large);
    await waitFor(
      'the progress',
      () => evaluate(`document.querySelector('.progress-bar progress')?.value > 0`),
      {
        intervalMs: 10,
      },
    );
    await evaluate(`document.querySelector('.progress-bar button').click()`);
    await waitFor('the end of it', () => evaluate(`document.querySelector('.progress-bar') === null`));
    expect(await tabs()).toEqual(before);
    await open(large);
    await waitFor('the large trace', async () => (await tabs()).length === before.length + 1, {
      timeoutMs: 40_000,
    });
  });

  it('tells how far an export of it is, and gives it up', async () => {
    const session = await chromium.browser.target().createCDPSession();
    const began: string[] = [];
    session.on('Browser.downloadWillBegin', ({ suggestedFilename }) => began.push(suggestedFilename));
    const behavior = { behavior: 'allow', downloadPath: directory, eventsEnabled: true } as const;
    await session.send('Browser.setDownloadBehavior', behavior);
    const bar = `document.querySelector('.progress-bar')`;
    // A hand that is as quick as the bar.
    await evaluate(`new MutationObserver((_, observer) => {
      const share = ${bar}?.querySelector('progress').value;
      if (!share) return;
      globalThis.shareSeen = share;
      observer.disconnect();
      ${bar}.querySelector('button').click();
    }).observe(document.body, { subtree: true, childList: true, attributes: true })`);
    const saved = `[...document.querySelectorAll('.toolbar button')].find(each => each.textContent === 'Save trace')`;
    await evaluate(`${saved}.click()`);
    await waitFor('its share', () => evaluate('globalThis.shareSeen > 0 && globalThis.shareSeen < 1'));
    await waitFor('the end of it', () => evaluate(`${bar} === null`));
    expect(began).toEqual([]);
    await evaluate(`${saved}.click()`);
    await waitFor('the whole file', () => began.length === 1);
    await session.detach();
  });

  it('opens a file that is dropped on the viewer', async () => {
    const viewer = await chromium.browser.newPage();
    await viewer.goto(`chrome-extension://${chromium.extensionId}/extension/viewer/viewer.html`);
    const session = await viewer.createCDPSession();
    const data = { items: [], files: [trace], dragOperationsMask: 1 };
    const drag = (type: 'dragEnter' | 'dragOver' | 'drop') =>
      session.send('Input.dispatchDragEvent', { type, x: 300, y: 200, data });
    const says = () => viewer.evaluate(`document.querySelector('.drop-zone') !== null`);
    await viewer.evaluate(`addEventListener('drop', () => (globalThis.dropped = true), true)`);
    // The browser lets go of a file before it has heard that the page takes it: then a hand tries again.
    await waitFor('the drop', async () => {
      await drag('dragEnter');
      await waitFor('it to say so', async () => {
        await drag('dragOver');
        return says();
      });
      await drag('dragOver');
      await drag('drop');
      await waitFor('it to say so no more', async () => !(await says()));
      return viewer.evaluate('globalThis.dropped');
    });
    await waitFor('the trace', () =>
      viewer.evaluate(
        `document.querySelector('.restart-card') !== null && !document.querySelector('.drop-zone')`,
      ),
    );
    const name = await viewer.evaluate(`document.querySelector('.is-current .trace-tab-name').textContent`);
    expect(name).toMatch(/^chromium-path-lost/);
    await viewer.close();
  });

  it('reads a long kept one beside the page, gives it up at a key, and says what is damaged', async () => {
    const viewer = await chromium.browser.newPage();
    await viewer.goto(`chrome-extension://${chromium.extensionId}/extension/viewer/viewer.html`);
    const read = (expression: string) => viewer.evaluate(expression);
    await read(await bundle('../extension/recordings/store.ts', 'kept'));
    await read(`(${keepTwo})()`);
    const name = (nth: number) => `document.querySelectorAll('.kept-name')[${nth}]`;
    await waitFor('the list', () => read(`${name(1)} !== undefined`));
    const tabs = () => read(`document.querySelectorAll('.trace-tab').length`);
    // Hands that are as quick as the bar: they go to its button, and one presses a key.
    const meet = (act: string) =>
      read(`globalThis.share = 0; new MutationObserver((_, observer) => {
        const bar = document.querySelector('.progress-bar');
        globalThis.share = bar?.querySelector('progress').value;
        if (!share) return;
        observer.disconnect();
        // Shown only after a moment.
        bar.style.animation = 'none';
        const button = bar.querySelector('button');
        button.focus();
        globalThis.reached = document.activeElement === button;
        ${act};
      }).observe(document.body, { subtree: true, childList: true, attributes: true })`);
    const open = (nth: number) => read(`${name(nth)}.focus(), ${name(nth)}.click()`);
    const press = `button.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))`;
    for (const act of [press, 'button.click()']) {
      await meet(act);
      await open(0);
      await waitFor('its share', () => read('globalThis.share > 0 && globalThis.share < 1'));
      await waitFor('the end of it', () => read(`document.querySelector('.progress-bar') === null`));
      expect(await tabs()).toBe(0);
      expect(await read('reached')).toBe(true);
      expect(await read(`document.activeElement === ${name(0)}`)).toBe(true);
    }
    await open(1);
    const text = () => read(`document.querySelector('.notice')?.textContent`) as Promise<string>;
    await waitFor('the refusal', text);
    expect(await text()).toContain(
      'Damaged was not opened. What is kept of it is damaged. events[0].t: expected a number, got "x"',
    );
    for (const value of ['light', 'dark']) {
      await viewer.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
      await viewer.screenshot({ path: `${artifacts}viewer-refused-${value}.png` });
      expect(await axeViolations(viewer), value).toEqual([]);
    }
    await open(0);
    await waitFor('the trace', async () => (await tabs()) === 2, { timeoutMs: 40_000 });
    await viewer.close();
  });
});

const frame = {
  frameId: 'f',
  seq: 0,
  t: 1,
  connectionId: null,
  type: 'frame',
  url: 'https://a.test/',
  title: '',
  userAgent: '',
};
const connection = {
  frameId: 'f',
  seq: 1,
  t: 2,
  connectionId: 'f.1',
  type: 'connection',
  configuration: { iceServers: [] },
};

async function smallTrace(): Promise<string> {
  return JSON.stringify(traceWith([frame, connection]));
}

function largeTrace(events: number): string {
  const states = Array.from({ length: events }, (_, i) => ({
    frameId: 'f',
    seq: i + 2,
    t: i + 3,
    connectionId: 'f.1',
    type: 'state',
    name: 'ice',
    state: i % 2 === 0 ? 'checking' : 'connected',
  }));
  return JSON.stringify(traceWith([frame, connection, ...states]));
}

function traceWith(events: object[]): object {
  return {
    format: 'icescope',
    version: 1,
    generator: { name: 'IceScope', version: '0' },
    browser: { name: '', version: '', userAgent: '' },
    page: { url: '', title: '' },
    startedAt: 1,
    endedAt: 2,
    redacted: false,
    dropped: { events: 0 },
    connections: [],
    events,
    restarts: [],
  };
}

/** Keeps a long recording and, before it, one that is damaged: as source text, for it runs in the page. */
const keepTwo = `async () => {
  const store = new kept.RecordingStore();
  const keep = async (title, batches, length, valid) => {
    const page = { url: 'https://a.test/', title, origin: null };
    const counts = { events: 0, bytes: 0, missing: 0, restarts: 0, failed: 0 };
    const id = 'recording-' + crypto.randomUUID();
    const now = Date.now() + Number(valid);
    const times = { startedAt: now, endedAt: now, writtenAt: now, deletedAt: null };
    await store.create({ id, tabId: null, page, bySite: false, ...times, ...counts, end: 'stopped' });
    for (let first = 0; first < batches * length; first += length) {
      const events = Array.from({ length }, (_, i) => ({
        frameId: 'f', seq: first + i, t: valid ? first + i : 'x', connectionId: 'f.1',
        type: 'state', name: 'ice', state: i % 2 ? 'connected' : 'checking',
      }));
      const reached = first + length - 1;
      const batch = { type: 'batch', frameId: 'f', events, reached, newest: reached, dropped: 0 };
      await store.append(id, batch, { restarts: 0, failed: 0 });
    }
  };
  await keep('Damaged', 1, 1, false);
  await keep('Long', 60, 2_000, true);
}`;
