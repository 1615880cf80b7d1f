/** Does the panel open, zoom and follow long traces fast enough? In the real browser; see `--help`. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ElementHandle, Page } from 'puppeteer-core';
import { build, mergeConfig } from 'vite';
import type { Trace } from '../../extension/trace/schema/trace.ts';
import { launchChromium } from '../../test/harness/chromium.ts';
import { ensureBrowser } from '../../tools/browsers.ts';
import configure from '../../vite.config.ts';
import { median } from '../gap/statistics.ts';
import { type Measured, megabytes, openingTime, seconds, smoothness, table } from './goals.ts';
import { writeLongTrace } from './long-trace-file.ts';
import type { Bench } from './page/page.tsx';

const usage = `Measures the panel: a long trace is opened from its file, zoomed and panned; then a busy page is watched.

  --events N     events of the trace (default 1000000, which the goals are for)
  --restarts N   restarts in it (default: one for every thousand events)
  --runs N       how often it is opened (default 3); the median counts
  --only PART    open (what opening takes), zoom (it is opened once for that), live, or
                 kept (a kept recording is opened and saved; not done unless it is asked for)`;

const parts = ['open', 'zoom', 'live', 'kept'] as const;

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

/** Started and then asked for, because a driver does not wait as long for one answer as a busy machine may take. */
async function call<K extends keyof Bench>(
  page: Page,
  name: K,
  ...args: Parameters<Bench[K]>
): Promise<Outcome<K>['value']> {
  const given = args.map(arg => JSON.stringify(arg)).join(', ');
  await page.evaluate(
    `void (globalThis.outcome = null, bench.${name}(${given}).then(value => (outcome = { value }), error => (outcome = { error: String(error) })))`,
  );
  await page.waitForFunction('outcome !== null', { timeout: 0, polling: 200 });
  const { value, error } = (await page.evaluate('outcome')) as Outcome<K>;
  if (error !== undefined) throw new Error(`${name}: ${error}`);
  return value;
}

async function measureOpening(page: Page, file: string, runs: number): Promise<Measured[]> {
  const input = (await page.evaluateHandle('input')) as ElementHandle<HTMLInputElement>;
  await input.uploadFile(file);
  const first = await call(page, 'openWatched');
  const opened: Outcome<'open'>['value'][] = [];
  while (opened.length < runs) opened.push(await call(page, 'open'));
  const { events, restarts, bytes } = opened[0]!;
  const times = opened.map(({ openMs }) => openMs).sort((a, b) => a - b);
  const { JSHeapUsedSize } = await page.metrics();
  return [
    { name: `a file of ${events} events and ${restarts} restarts, ${megabytes(bytes)}`, value: '' },
    openingTime(median(times)!, openGoalMs),
    { name: `  each of ${runs} runs`, value: times.map(seconds).join(', ') },
    { name: '  before them the first, by a reader that is new', value: seconds(first.ms) },
    { name: '  longest time between two frames of that', value: `${first.longestFrameMs.toFixed(0)} ms` },
    { name: '  heap of the page, beside the file itself', value: megabytes(JSHeapUsedSize ?? 0) },
  ];
}

async function measureKept(page: Page, trace: Trace, { events, restarts }: Options): Promise<Measured[]> {
  const bytes = await call(page, 'keep', trace, { events, restarts });
  const opened = await call(page, 'openKept');
  const saved = await call(page, 'saveKept');
  const row = (name: string, { ms, longestFrameMs }: typeof saved) => ({
    name,
    value: `${seconds(ms)}, ${longestFrameMs.toFixed(0)} ms the longest time between two frames`,
  });
  return [
    { name: `a kept recording of ${opened.events} events, ${megabytes(bytes)}`, value: '' },
    row('  opened', opened),
    row('  saved', saved),
  ];
}

async function measureLive(page: Page, trace: Trace): Promise<Measured[]> {
  const live = await call(page, 'live', trace, load);
  return [
    { name: `live: ${live.events} events at ${load.perSecond} a second`, value: '' },
    ...smoothness('live', live),
  ];
}

async function measure(page: Page, trace: Trace, file: string, options: Options): Promise<Measured[]> {
  const { only, runs } = options;
  const rows: Measured[] = [];
  if (only === 'kept') return measureKept(page, trace, options);
  if (only !== 'live') rows.push(...(await measureOpening(page, file, only === 'zoom' ? 1 : runs)));
  if (!only || only === 'zoom') rows.push(...smoothness('zooming and panning', await call(page, 'zoom')));
  if (!only || only === 'live') rows.push(...(await measureLive(page, trace)));
  return rows;
}

type Options = ReturnType<typeof optionsOf>;

function optionsOf(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      events: { type: 'string', default: '1000000' },
      restarts: { type: 'string' },
      runs: { type: 'string', default: '3' },
      only: { type: 'string' },
    },
  });
  const only = parts.find(part => part === values.only);
  if (values.only !== undefined && !only) throw new Error(`expected --only ${parts.join(', ')}; see --help`);
  const [events, runs] = [Number(values.events), Number(values.runs)];
  const restarts = Number(values.restarts ?? Math.ceil(events / 1_000));
  const whole = [events, restarts, runs].every(each => Number.isInteger(each) && each > 0);
  if (!whole || events < restarts * 100) {
    throw new Error('expected whole numbers, and at least a hundred events for each restart; see --help');
  }
  return { events, restarts, runs, only };
}

async function main(args: string[]): Promise<boolean> {
  const options = optionsOf(args);
  ensureBrowser('chromium');
  const directory = mkdtempSync(join(tmpdir(), 'icescope-bench-'));
  const extension = join(directory, 'extension');
  const file = join(directory, 'long.icescope.json');
  await buildWithBench(extension);
  const trace = JSON.parse(readFileSync(recorded, 'utf8')) as Trace;
  if (options.only !== 'live' && options.only !== 'kept') writeLongTrace(file, trace, options);
  const chromium = await launchChromium({ extension });
  try {
    const page = await chromium.browser.newPage();
    await page.setViewport({ width: 1280, height: 820 });
    await page.goto(`chrome-extension://${chromium.extensionId}/bench/panel/page/page.html`);
    await page.waitForFunction('globalThis.bench !== undefined');
    const rows = await measure(page, trace, file, options);
    console.log(`${await chromium.browser.version()}\n${table(rows)}`);
    return rows.every(({ goal }) => goal?.met ?? true);
  } finally {
    await chromium.close();
    rmSync(directory, { recursive: true });
  }
}

const args = process.argv.slice(2);
if (args.includes('--help')) console.log(usage);
else process.exitCode = (await main(args)) ? 0 : 1;
