/** How long from an event in the page to its pixels in the panel? In real DevTools, beside a call; see `--help`. */
import { parseArgs } from 'node:util';
import type { Frame, Page } from 'puppeteer-core';
import { CallPage } from '../../test/harness/call-page.ts';
import { launchChromium } from '../../test/harness/chromium.ts';
import { ensureBrowser } from '../../tools/browsers.ts';
import { buildExtension } from '../../tools/extension-build.ts';
import { between, seededRandom } from '../gap/random.ts';
import { median, percentile } from '../gap/statistics.ts';

const usage = `Measures the time from an event in the page to its pixels in the panel.

  --trials N   events (default 60)
  --seed N     when they happen (printed; default: the time)
  --no-build   take the extension as it was built last`;

const goals = { medianMs: 50, p95Ms: 150 };

/**
 * Epoch milliseconds when the panel had drawn `rows` connections: the row is in the document, and a whole
 * frame after it was drawn too, so what is told is up to a frame too long.
 */
const drawn = (rows: number) => `new Promise(resolve => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => resolve(performance.timeOrigin + performance.now());
  const check = () => {
    if (document.querySelectorAll('.connection-row').length < ${rows}) return;
    observer.disconnect();
    requestAnimationFrame(() => port2.postMessage(null));
  };
  const observer = new MutationObserver(check);
  observer.observe(document.body, { childList: true, subtree: true });
  check();
})`;

/** Makes a connection; answers when, in epoch milliseconds. */
const happen = `(() => {
  const at = performance.timeOrigin + performance.now();
  new RTCPeerConnection();
  return at;
})()`;

async function trial(page: Page, panel: Frame): Promise<number> {
  const rows = (await panel.evaluate('document.querySelectorAll(".connection-row").length')) as number;
  const pixels = panel.evaluate(drawn(rows + 1)) as Promise<number>;
  const at = (await page.evaluate(happen)) as number;
  return (await pixels) - at;
}

async function measure(trials: number, seed: number): Promise<number[]> {
  const chromium = await launchChromium();
  try {
    const call = await CallPage.open(chromium);
    await call.start();
    const panel = await chromium.openPanel(call.page);
    await panel.frame.waitForSelector('.connection-row');
    const random = seededRandom(seed);
    const times: number[] = [];
    while (times.length < trials) {
      await new Promise(resolve => setTimeout(resolve, between(random, 100, 500)));
      times.push(await trial(call.page, panel.frame));
    }
    console.log(await chromium.browser.version());
    await panel.close();
    await call.close();
    return times;
  } finally {
    await chromium.close();
  }
}

async function main(args: string[]): Promise<boolean> {
  const { values } = parseArgs({
    args,
    allowNegative: true,
    options: {
      trials: { type: 'string', default: '60' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      build: { type: 'boolean', default: true },
    },
  });
  const [trials, seed] = [Number(values.trials), Number(values.seed)];
  if (!(trials >= 10) || !Number.isInteger(seed))
    throw new Error(`expected --trials from 10 up and a whole --seed, got ${values.trials}, ${values.seed}`);
  console.log(`${trials} events, --seed ${seed}`);
  ensureBrowser('chromium');
  if (values.build) buildExtension('chrome', { quiet: true });
  const times = await measure(trials, seed);
  const [middle, p95] = [median(times)!, percentile(times, 95)!];
  console.log(`from the event to its pixels: median ${middle.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`);
  console.log(`least ${Math.min(...times).toFixed(1)} ms, most ${Math.max(...times).toFixed(1)} ms`);
  const met = middle < goals.medianMs && p95 < goals.p95Ms;
  if (!met) console.log(`missed: median below ${goals.medianMs} ms, p95 below ${goals.p95Ms} ms`);
  return met;
}

const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(usage);
} else {
  try {
    process.exitCode = (await main(args)) ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
