import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../harness/chromium.ts';
import { launchFirefox } from '../harness/firefox.ts';
import { type StaticServer, startStaticServer } from '../harness/static-server.ts';
import { waitFor } from '../harness/wait-for.ts';
import { parts, unseen, windows } from '../windows/windows.ts';

const names = Object.keys(windows);
const pathOf = (name: string) => `/window-${names.indexOf(name)}.html`;

let server: StaticServer;
beforeAll(async () => {
  const pages = names.map(name => [pathOf(name), `<!doctype html>${windows[name]}`]);
  const texts = Object.entries(parts).map(([path, { text }]) => [path, text]);
  server = await startStaticServer({
    files: Object.fromEntries([...pages, ...texts]),
    headers: path => parts[path]?.headers ?? {},
  });
});
afterAll(() => server.close());

describe.each([
  ['Chromium', launchChromium],
  ['Firefox', launchFirefox],
])('in %s a connection is seen in', (_, launch) => {
  let driven: Awaited<ReturnType<typeof launch>>;
  let page: Page;

  /** In all tabs: a popup has one of its own. */
  const connections = async () => {
    const tabs = await driven.background.evaluate(() => icescope.tabs());
    return tabs.reduce((sum, tab) => sum + tab.connections, 0);
  };
  const seen = (count: number) =>
    waitFor(`${count} to be seen`, async () => {
      const now = await connections();
      return now >= count && now;
    });

  beforeAll(async () => {
    driven = await launch();
    page = await driven.browser.newPage();
  });
  afterAll(() => driven?.close());

  afterEach(async () => {
    await page.evaluate(`globalThis.popup?.close(); new BroadcastChannel('over').postMessage('')`);
    await page.goto(`${server.origin}/empty.html`);
    await waitFor('all of its windows to be gone', async () => (await connections()) === 0);
  });

  it.each(names)('%s', async name => {
    const own = name in unseen ? 0 : 1;
    await page.goto(server.origin + pathOf(name));
    if (own) await seen(own);
    // Once and not twice, though a window may be patched before and after its first navigation: one made later tells.
    await page.evaluate('void new RTCPeerConnection()');
    expect(await seen(own + 1), unseen[name] && `seen by now? It was not: ${unseen[name]}`).toBe(own + 1);
  });
});
