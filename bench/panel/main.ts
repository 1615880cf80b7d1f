/**
 * How fast is the panel? A trace of a million events and a thousand restarts, made of a recorded one, is opened in a
 * page of the extension in Chromium, zoomed, and then a page that tells a thousand events a second is watched live.
 * Exits with 1 when a goal is missed.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { build, mergeConfig } from 'vite';
import type { Trace } from '../../extension/trace/schema/trace.ts';
import { launchChromium } from '../../test/harness/chromium.ts';
import { ensureBrowser } from '../../tools/browsers.ts';
import configure from '../../vite.config.ts';
import { type Measured, openingTime, seconds, smoothness, table } from './goals.ts';
import type { Bench } from './page/page.tsx';

const size = { events: 1_000_000, restarts: 1_000 };
const load = { perSecond: 1_000, seconds: 10 };
const openGoalMs = 3_000;
const recorded = new URL(
  '../../test/traces/chromium-path-lost-restarted-on-disconnected.icescope.json',
  import.meta.url,
);

/** The extension with one more page in it. */
async function buildWithBench(outDir: string): Promise<void> {
  const config = await configure({ mode: 'chrome', command: 'build' });
  const bench = {
    outDir,
    emptyOutDir: true,
    rollupOptions: { input: ['bench/panel/page/page.html'] },
  };
  await build({
    ...mergeConfig(config, { build: bench }),
    configFile: false,
    mode: 'chrome',
    logLevel: 'error',
  });
}

interface Outcome<K extends keyof Bench> {
  value: Awaited<ReturnType<Bench[K]>>;
  error?: string;
}

async function measure(page: Page, trace: Trace): Promise<Measured[]> {
  // Started and then asked for, because a driver does not wait as long for one answer as a busy machine may take.
  const call = async <K extends keyof Bench>(name: K, ...args: Parameters<Bench[K]>) => {
    const given = args.map(arg => JSON.stringify(arg)).join(', ');
    await page.evaluate(
      `void (globalThis.outcome = null, bench.${name}(${given}).then(value => (outcome = { value }), error => (outcome = { error: String(error) })))`,
    );
    await page.waitForFunction('outcome !== null', { timeout: 0, polling: 200 });
    const { value, error } = (await page.evaluate('outcome')) as Outcome<K>;
    if (error !== undefined) throw new Error(`${name}: ${error}`);
    return value;
  };
  const opened = await call('open', trace, size);
  const zoomed = await call('zoom');
  const live = await call('live', trace, load);
  const { validateMs, foldMs, drawMs } = opened;
  return [
    { name: `a trace of ${opened.events} events and ${opened.restarts} restarts`, value: '' },
    openingTime(validateMs + foldMs + drawMs, openGoalMs),
    { name: '  validating', value: seconds(validateMs) },
    { name: '  folding', value: seconds(foldMs) },
    { name: '  first picture', value: seconds(drawMs) },
    { name: '  longest slice in one go', value: `${opened.longestSliceMs.toFixed(1)} ms` },
    { name: '  reading its JSON, which a worker does', value: seconds(opened.parseMs) },
    ...smoothness('zooming and panning', zoomed),
    { name: `live: ${live.events} events at ${load.perSecond} a second`, value: '' },
    ...smoothness('live', live),
  ];
}

async function main(): Promise<boolean> {
  ensureBrowser('chromium');
  const directory = mkdtempSync(join(tmpdir(), 'icescope-bench-'));
  await buildWithBench(directory);
  const chromium = await launchChromium({ extension: directory });
  try {
    const page = await chromium.browser.newPage();
    await page.setViewport({ width: 1280, height: 820 });
    await page.goto(`chrome-extension://${chromium.extensionId}/bench/panel/page/page.html`);
    await page.waitForFunction('globalThis.bench !== undefined');
    const rows = await measure(page, JSON.parse(readFileSync(recorded, 'utf8')));
    console.log(`${await chromium.browser.version()}\n${table(rows)}`);
    return rows.every(({ goal }) => goal?.met ?? true);
  } finally {
    await chromium.close();
    rmSync(directory, { recursive: true });
  }
}

process.exitCode = (await main()) ? 0 : 1;
