import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTrace } from '../../extension/trace/file/read.ts';
import type { TraceEvent } from '../../extension/trace/schema/events.ts';
import { type Chromium, launchChromium } from '../harness/chromium.ts';
import { waitFor } from '../harness/wait-for.ts';

const artifacts = new URL('../../artifacts/', import.meta.url).pathname;
const tracePath = fileURLToPath(
  new URL('../traces/chromium-path-lost-restarted-on-disconnected.icescope.json', import.meta.url),
);

/** Each of its streams many times over. */
function withManyStreams(event: TraceEvent): TraceEvent {
  if (event.type !== 'sample') return event;
  const inbound = event.inbound.flatMap(stream =>
    Array.from({ length: 100 }, (_, i) => ({
      ...stream,
      ssrc: stream.ssrc + i,
      mid: `${stream.mid}-${i}`,
    })),
  );
  return { ...event, inbound };
}

const evil = '<img src=x onerror=alert(1)><script>alert(2)</script>';

describe('exporting from the viewer', () => {
  let chromium: Chromium;
  let viewer: Page;
  let directory: string;
  /** The names of all downloads so far. */
  const began: string[] = [];

  beforeAll(async () => {
    await mkdir(artifacts, { recursive: true });
    directory = await mkdtemp(join(tmpdir(), 'icescope-export-'));
    chromium = await launchChromium();
    const session = await chromium.browser.target().createCDPSession();
    session.on('Browser.downloadWillBegin', ({ suggestedFilename }) => began.push(suggestedFilename));
    const behavior = { behavior: 'allow', downloadPath: directory, eventsEnabled: true } as const;
    await session.send('Browser.setDownloadBehavior', behavior);
    viewer = await chromium.browser.newPage();
    await viewer.goto(`chrome-extension://${chromium.extensionId}/extension/viewer/viewer.html`);
    await openHostile();
  });
  afterAll(async () => {
    await chromium?.close();
    await rm(directory, { recursive: true });
  });

  const evaluate = (expression: string) => viewer.evaluate(expression);

  /** A real trace of a page whose title would like to be markup. */
  const openHostile = () =>
    open('hostile.icescope.json', event => (event.type === 'frame' ? { ...event, title: evil } : event));

  /** Opens a real trace, changed. */
  async function open(name: string, change: (event: TraceEvent) => TraceEvent): Promise<void> {
    const trace = readTrace(await readFile(tracePath, 'utf8'));
    const file = join(directory, name);
    await writeFile(file, JSON.stringify({ ...trace, events: trace.events.map(change) }));
    const input = (await viewer.$('input[type=file]')) as ElementHandle<HTMLInputElement>;
    await input.uploadFile(file);
    await waitFor('the trace', () =>
      evaluate(`document.querySelector('.restart-card') !== null &&
        document.querySelector('.is-current .trace-tab-name').textContent === '${name}'`),
    );
  }

  async function exported(format: string, ending: string, redact = false): Promise<Buffer> {
    const before = new Set(await readdir(directory));
    await choose(format, redact);
    const name = await waitFor(`the ${format}`, async () =>
      (await readdir(directory)).find(file => !before.has(file) && file.endsWith(ending)),
    );
    return readFile(join(directory, name));
  }

  const choose = (format: string, redact = false) =>
    evaluate(`(async () => {
      document.querySelector('.export > button').click();
      const item = await new Promise(resolve => {
        const look = () => {
          const found = document.querySelector('[data-format=${format}]');
          if (found) resolve(found);
          else requestAnimationFrame(look);
        };
        look();
      });
      const box = document.querySelector('[role=menuitemcheckbox]');
      if ((box.getAttribute('aria-checked') === 'true') !== ${redact}) box.click();
      item.click();
    })()`);

  it('saves the trace, and another without addresses that tells the same', async () => {
    const whole = readTrace((await exported('trace', '.icescope.json')).toString());
    const text = (await exported('trace', '-redacted.icescope.json', true)).toString();
    const redacted = readTrace(text);
    expect(redacted.redacted).toBe(true);
    const story = ({ restarts }: typeof whole) =>
      restarts.map(({ requestedAt, outcome, cause, phases, gaps }) => ({
        requestedAt,
        outcome,
        cause,
        phases,
        gaps,
      }));
    expect(story(redacted)).toEqual(story(whole));
    expect(story(whole)).toHaveLength(2);
    expect(text).not.toMatch(/\b(127|10|192|172)\.\d+\.\d+\.\d+/);
    expect(text).toMatch(/"address":"(host|public)-1"/);
  });

  it('writes a report that opens anywhere, runs nothing and loads nothing', async () => {
    const html = (await exported('report', '.html')).toString();
    expect(html).not.toContain('<script');
    expect(html).not.toMatch(/<img/);
    expect(html).toContain('&lt;script>');
    const file = join(directory, 'report.html');
    await writeFile(file, html);
    const page = await chromium.browser.newPage();
    const requests: string[] = [];
    page.on('request', request => requests.push(request.url()));
    await page.setOfflineMode(true);
    await page.goto(pathToFileURL(file).href);
    expect(requests).toHaveLength(1);
    const text = (await page.evaluate('document.body.innerText')) as string;
    expect(text).toContain(evil);
    expect(text).toMatch(/Worst gap\s+5,\d{3} ms/);
    expect(text).toContain('Audio was silent for');
    expect(await page.evaluate(`document.querySelectorAll('svg').length`)).toBeGreaterThanOrEqual(2);
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      await page.screenshot({ path: `${artifacts}report-${scheme}.png`, fullPage: true });
    }
    await page.close();
  });

  it('draws the timeline as SVG and as PNG', async () => {
    const svg = (await exported('svg', '.svg')).toString();
    await writeFile(`${artifacts}timeline.svg`, svg);
    const problem = `new DOMParser().parseFromString(${JSON.stringify(svg)}, 'image/svg+xml').querySelector('parsererror')?.textContent ?? null`;
    expect(await evaluate(problem)).toBeNull();
    expect(svg).toContain('Restart 1');
    expect(svg).not.toContain('var(');
    const png = await exported('png', '.png');
    await writeFile(`${artifacts}timeline.png`, png);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16)).toBe(2400);
  });

  it('writes what spreadsheets and Perfetto read', async () => {
    const csv = (await exported('csv', '.csv')).toString();
    expect(csv.split('\r\n')[0]).toContain('gap_ms');
    const { traceEvents } = JSON.parse((await exported('chrome-trace', '.trace.json')).toString());
    expect(traceEvents.some(({ name }: { name: string }) => name.startsWith('Restart 1'))).toBe(true);
  });

  it('gives up pictures of a hundred lanes: while they are drawn, and while the browser writes one', async () => {
    await open('tall.icescope.json', withManyStreams);
    const bar = `document.querySelector('.progress-bar')`;
    const gone = () => waitFor('the end of it', () => evaluate(`${bar} === null`));
    const before = began.length;
    // However fast the machine is, drawing takes longer than a slice.
    await viewer.emulateCPUThrottling(4);
    for (const format of ['svg', 'png']) {
      // A hand that is as quick as the bar.
      await evaluate(`globalThis.share = 0; new MutationObserver((_, observer) => {
        globalThis.share = ${bar}?.querySelector('progress').value;
        if (!share) return;
        observer.disconnect();
        ${bar}.querySelector('button').click();
      }).observe(document.body, { subtree: true, childList: true, attributes: true })`);
      await choose(format);
      await waitFor(`a share of the ${format}`, () => evaluate('share > 0 && share < 1'));
      await gone();
    }
    await viewer.emulateCPUThrottling(null);
    await evaluate(`globalThis.toBlob = HTMLCanvasElement.prototype.toBlob;
      HTMLCanvasElement.prototype.toBlob = function (callback) {
        globalThis.write = () => toBlob.call(this, blob => (callback(blob), (globalThis.written = blob.size)));
      }`);
    await choose('png');
    await waitFor('it to be drawn', () => evaluate(`typeof write === 'function'`));
    expect(await evaluate(`${bar}.textContent`)).toContain('Writing');
    await evaluate(`${bar}.querySelector('button').click()`);
    await gone();
    await evaluate('write()');
    await waitFor('the browser to have written it', () => evaluate('globalThis.written > 0'));
    await evaluate('void (HTMLCanvasElement.prototype.toBlob = toBlob)');
    // Files are made one after the other: none of those came before this one.
    await choose('csv');
    await waitFor('the CSV', () => began.length > before);
    expect(began.slice(before)).toEqual([expect.stringMatching(/\.csv$/)]);
  });

  it('is worked by keys alone', async () => {
    await evaluate(`document.querySelector('.export > button').focus()`);
    const focused = () => evaluate('document.activeElement.textContent') as Promise<string>;
    const press = (key: string) =>
      evaluate(
        `document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: '${key}', bubbles: true, cancelable: true }))`,
      );
    await evaluate('document.activeElement.click()');
    await waitFor('the menu to have the focus', async () => (await focused()).startsWith('Trace'));
    await viewer.screenshot({ path: `${artifacts}export-menu.png` });
    await press('ArrowDown');
    expect(await focused()).toMatch(/^Report/);
    await press('End');
    expect(await focused()).toMatch(/Redact addresses/);
    await press('c');
    expect(await focused()).toMatch(/^Chrome trace/);
    await press('Escape');
    await waitFor('the menu to close', () => evaluate(`document.querySelector('.menu') === null`));
    expect(await focused()).toMatch(/^Export/);
  });
});
