import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Chromium, launchChromium } from '../harness/chromium.ts';
import { type StaticServer, startStaticServer } from '../harness/static-server.ts';
import { waitFor } from '../harness/wait-for.ts';

const makeOne = 'new RTCPeerConnection()';
const inline = (script: string) => `<script>${script}</script>`;

/** The strictest policy that still runs the page's one inline script. */
const strictPolicy = "default-src 'none'; script-src 'nonce-x'; sandbox allow-scripts";

const frames: Record<string, string> = {
  'a frame of the same origin': `<iframe src="/one.html"></iframe>`,
  'an about:blank frame, used at once': inline(`
    const frame = document.createElement('iframe');
    document.documentElement.append(frame);
    new frame.contentWindow.RTCPeerConnection();`),
  'a srcdoc frame': `<iframe srcdoc="${inline(makeOne).replaceAll('"', '&quot;')}"></iframe>`,
  'a sandboxed frame of opaque origin': `<iframe sandbox="allow-scripts" src="/one.html"></iframe>`,
  'a data: frame': `<iframe src="data:text/html,${encodeURIComponent(inline(makeOne))}"></iframe>`,
  'a blob: frame': inline(`
    const frame = document.createElement('iframe');
    frame.src = URL.createObjectURL(new Blob(['${inline(makeOne).replaceAll('/', '\\/')}'], { type: 'text/html' }));
    document.documentElement.append(frame);`),
  'a frame written with document.write': inline(`
    const frame = document.createElement('iframe');
    document.documentElement.append(frame);
    frame.contentDocument.write('${inline(makeOne).replaceAll('/', '\\/')}');
    frame.contentDocument.close();`),
  'a frame opened anew and written to': inline(`
    const frame = document.createElement('iframe');
    document.documentElement.append(frame);
    frame.contentDocument.open();
    frame.contentDocument.write('<p>anew</p>');
    frame.contentDocument.close();
    new frame.contentWindow.RTCPeerConnection();`),
  'a frame in a frame, used at once': inline(`
    let inner = window;
    for (let i = 0; i < 2; i++) {
      const frame = inner.document.createElement('iframe');
      inner.document.documentElement.append(frame);
      inner = frame.contentWindow;
    }
    new inner.RTCPeerConnection();`),
  'the first script of a page under the strictest policy': `<iframe src="/strict.html"></iframe>`,
};

describe('connections are seen in every frame', () => {
  let chromium: Chromium;
  let server: StaticServer;
  let page: Page;
  const paths = new Map(Object.keys(frames).map((name, index) => [name, `/frame-${index}.html`]));

  beforeAll(async () => {
    chromium = await launchChromium();
    server = await startStaticServer({
      files: {
        '/one.html': inline(makeOne),
        '/strict.html': `<script nonce="x">${makeOne}</script>`,
        ...Object.fromEntries([...paths].map(([name, path]) => [path, `<!doctype html>${frames[name]}`])),
      },
      headers: (path): Record<string, string> =>
        path === '/strict.html' ? { 'content-security-policy': strictPolicy } : {},
    });
  });
  afterAll(async () => {
    await server?.close();
    await chromium?.close();
  });

  afterEach(() => page.close());

  it.each([...paths])('%s', async (_, path) => {
    page = await chromium.browser.newPage();
    await page.goto(server.origin + path);
    const seen = await waitFor('a connection in the tab', async () => {
      const tabs = await chromium.background.evaluate(() => icescope.tabs());
      return tabs.find(tab => tab.connections > 0);
    });
    // Once and not twice, though a window may be patched before and after its first navigation.
    expect(seen.connections).toBe(1);
    const trace = await chromium.background.evaluate(tabId => icescope.trace(tabId), seen.tabId);
    expect(trace.events.filter(({ type }) => type === 'connection')).toHaveLength(1);
  });
});
