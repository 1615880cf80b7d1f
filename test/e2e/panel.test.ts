import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readTrace } from '../../extension/trace/file/read.ts';
import { CallPage, restartsComplete } from '../harness/call-page.ts';
import { type Chromium, launchChromium } from '../harness/chromium.ts';
import type { Panel } from '../harness/panel.ts';
import { waitFor } from '../harness/wait-for.ts';

const artifacts = new URL('../../artifacts/', import.meta.url).pathname;

describe('the panel in real DevTools', () => {
  let chromium: Chromium;
  let call: CallPage;
  let panel: Panel;

  beforeAll(async () => {
    await mkdir(artifacts, { recursive: true });
    chromium = await launchChromium();
  });
  afterEach(async () => {
    await panel?.close();
    await call?.close();
  });
  afterAll(() => chromium?.close());

  const text = () => panel.frame.evaluate('document.body.innerText') as Promise<string>;
  const shows = (what: string | RegExp) =>
    waitFor(`the panel to show ${what}`, async () => (await text()).match(what) !== null);
  const press = (name: string) =>
    panel.frame.evaluate(
      `[...document.querySelectorAll('button')].find(each => each.textContent.trim() === '${name}').click()`,
    );

  const recordings = () => chromium.background.evaluate(() => icescope.recordings());

  async function restartedCall(): Promise<void> {
    call = await CallPage.open(chromium);
    await call.start();
    call.breaker.cut();
    await call.run(`call.settled('alice', ['disconnected', 'failed'])`);
    await call.restart();
    await call.mediaFlows();
    await call.traceWhen('both restarts to be complete', restartsComplete(2));
  }

  it('shows a restart that was over before it was opened, and saves it', async () => {
    await restartedCall();
    panel = await chromium.openPanel(call.page);
    await shows('Connection 2');
    await shows(/1 restart/);
    await shows('createOffer');
    for (const [name, scheme, width, height] of [
      ['light', 'light', 1280, 820],
      ['dark', 'dark', 1280, 820],
      ['narrow', 'light', 420, 820],
      ['wide', 'dark', 2400, 1000],
    ] as const) {
      await panel.setColorScheme(scheme);
      await panel.resize(width, height);
      expect(await paintedColours()).toBeGreaterThan(8);
      await panel.screenshot(`${artifacts}panel-${name}.png`);
    }

    const saved = await save();
    const trace = readTrace(saved);
    expect(trace.restarts).toHaveLength(2);
    expect(trace.restarts).toEqual((await call.trace()).restarts);
  });

  it('forces a restart, and clears', async () => {
    call = await CallPage.open(chromium);
    await call.start();
    await call.run('call.alice.pc.onnegotiationneeded = () => call.alice.offer()');
    panel = await chromium.openPanel(call.page);
    await shows('Connection 1');
    await press('Record');
    await waitFor('the recording', async () => (await recordings())[0]?.endedAt === null);
    await press('Restart ICE');
    await shows(/1 restart/);
    await call.traceWhen('the forced restart', ({ restarts }) => restarts[0]?.trigger === 'forced');
    await press('Record');
    await waitFor('the end of it', async () => (await recordings())[0]?.endedAt !== null);
    const [recording] = await recordings();
    expect(recording).toMatchObject({ end: 'stopped', missing: 0 });
    expect(recording!.restarts).toBeGreaterThan(0);
    await press('Clear');
    await shows(/0 restarts/);
    expect((await call.trace()).restarts).toEqual([]);
  });

  it('goes on when the background worker is killed', async () => {
    call = await CallPage.open(chromium);
    await call.start();
    panel = await chromium.openPanel(call.page);
    await shows('Connection 2');
    await chromium.killBackground();
    await call.restart();
    await shows(/1 restart/);
  });

  it('says what an empty page and a closed connection are', async () => {
    call = await CallPage.open(chromium);
    panel = await chromium.openPanel(call.page);
    await shows('No WebRTC on this page yet');
    await call.start();
    await shows('Connection 2');
    await call.run('call.close()');
    await shows(/closed/);
  });

  /** How many colours the timeline is painted in: none where it stayed empty. */
  async function paintedColours(): Promise<number> {
    const count = `(() => {
      const colours = new Set();
      const canvases = [...document.querySelectorAll('canvas')];
      // One that was not drawn yet has no size.
      if (canvases.some(({ width }) => width === 0)) return 0;
      for (const canvas of canvases) {
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        for (let i = 0; i < data.length; i += 4) colours.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
      }
      return colours.size;
    })()`;
    return (await waitFor('the timeline to be painted', () => panel.frame.evaluate(count))) as number;
  }

  /** Presses Save trace; gives the file's text. */
  async function save(): Promise<string> {
    const downloadPath = await mkdtemp(join(tmpdir(), 'icescope-save-'));
    const session = await chromium.browser.target().createCDPSession();
    try {
      await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath });
      await press('Save trace');
      const file = await waitFor('the saved file', async () =>
        (await readdir(downloadPath)).find(name => name.endsWith('.icescope.json')),
      );
      return await readFile(join(downloadPath, file), 'utf8');
    } finally {
      await session.detach();
      await rm(downloadPath, { recursive: true });
    }
  }
});
