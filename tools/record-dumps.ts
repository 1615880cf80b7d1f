/**
 * Records one call that loses its path and restarts with other people's tools, into test/dumps/:
 * `npx tsx tools/record-dumps.ts`. The dumps are the downloads of `chrome://webrtc-internals` itself and what
 * @jitsi/rtcstats sends to its server; beside each stands what really happened, by the path breaker's record and
 * by IceScope's own trace of the same call.
 */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'puppeteer-core';
import { build, type Rolldown } from 'vite';
import { type CallOptions, CallPage, restartsComplete } from '../test/harness/call-page.ts';
import { launchChromium } from '../test/harness/chromium.ts';
import { launchFirefox } from '../test/harness/firefox.ts';
import { waitFor } from '../test/harness/wait-for.ts';

const directory = new URL('../test/dumps/', import.meta.url);
const only = process.argv[2] ?? '';

const write = (name: string, content: string | Buffer) => writeFile(new URL(name, directory), content);

/** Cuts the path under a call and restarts it; answers what is known of it. */
async function restartedCall(call: CallPage, options: CallOptions): Promise<string> {
  await call.start(options);
  // At one reading a second a stream's pace takes a few to be known.
  await call.mediaFlows(options.oneWay ? ['bob'] : undefined, 250);
  call.breaker.cut();
  await call.run(`call.settled('alice', ['disconnected', 'failed'])`);
  await call.restart();
  await call.mediaFlows(options.oneWay ? ['bob'] : undefined, 150);
  const streams = options.video === false ? 1 : 2;
  const trace = await call.traceWhen('the restarts to be complete', ({ restarts }) =>
    options.oneWay ? restarts.length === 2 : restartsComplete(2, streams)({ restarts } as never),
  );
  const silences = call.breaker
    .silences({ minMs: 200 })
    .map(({ ssrc, receiver, from, to, durationMs }) => ({ ssrc, receiver, from, to, durationMs }));
  const restarts = trace.restarts.map(({ initiator, trigger, cause, outcome, requestedAt, settledAt }) => ({
    initiator,
    trigger,
    cause,
    outcome,
    requestedAt,
    settledAt,
  }));
  return `${JSON.stringify({ silences, restarts }, null, 1)}\n`;
}

/** Presses one of the page's download buttons and reads the file. */
async function download(browser: Browser, page: Page, press: string): Promise<Buffer> {
  const downloadPath = await mkdtemp(join(tmpdir(), 'icescope-dump-'));
  const session = await browser.target().createCDPSession();
  try {
    await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath });
    await page.evaluate(press);
    const name = await waitFor('the dump', async () =>
      (await readdir(downloadPath)).find(file => !file.endsWith('.crdownload') && !file.startsWith('.')),
    );
    return await readFile(join(downloadPath, name));
  } finally {
    await session.detach();
    await rm(downloadPath, { recursive: true });
  }
}

/** The page packs its dumps by itself, unless it is told not to. */
const click = (id: string) => `document.getElementById('${id}').click()`;

async function recordInternals(): Promise<void> {
  const driven = await launchChromium();
  const internals = await driven.browser.newPage();
  await internals.goto('chrome://webrtc-internals');
  const call = await CallPage.open(driven);
  const truth = await restartedCall(call, { video: false });
  for (const [name, button] of [
    ['webrtc-internals.json.gz', 'dump-click-target'],
    ['webrtc-internals.jsonl.gz', 'dump-click-target-rtcstats'],
  ] as const) {
    await write(name, await download(driven.browser, internals, click(button)));
  }
  await write('webrtc-internals.truth.json', truth);
  await call.close();
  await driven.close();
}

/** The package as a script that runs in a page before all others. */
async function rtcstatsScript(): Promise<string> {
  const id = '\0rtcstats-page';
  const source = `
    import rtcstats from '@jitsi/rtcstats/rtcstats.js';
    import traceWebSocket from '@jitsi/rtcstats/trace-ws.js';
    globalThis.rtcstatsLines = [];
    // Where the package talks to its server, what the server would store is kept.
    globalThis.WebSocket = class {
      static OPEN = 1;
      readyState = 1;
      constructor() {
        setTimeout(() => {
          this.onopen();
          this.onmessage({ data: '{"type":"sn","body":{"value":0,"state":"initial"}}' });
        });
      }
      send(message) { rtcstatsLines.push(JSON.parse(message).data); }
      close() {}
    };
    const trace = traceWebSocket({ endpoint: 'wss://stats.test', meetingFqn: 'call', onCloseCallback() {} });
    trace.connect();
    rtcstats(trace, { pollInterval: 1000, sendSdp: true });
  `;
  const result = (await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, rollupOptions: { input: id, output: { format: 'iife' } } },
    plugins: [
      {
        name: 'rtcstats-page',
        resolveId: name => (name === id ? id : undefined),
        load: name => (name === id ? source : undefined),
      },
    ],
  })) as Rolldown.RolldownOutput;
  return result.output[0].code;
}

async function recordRtcstats(name: string, launch: typeof launchChromium | typeof launchFirefox) {
  const driven = await launch();
  const script = await rtcstatsScript();
  const call = await CallPage.open(driven, {
    files: { '/rtcstats.js': script, '/call.html': pageWith('rtcstats.js') },
  });
  const truth = await restartedCall(call, { oneWay: true });
  const lines = (await call.run('rtcstatsLines')) as string[];
  await write(`${name}.jsonl.gz`, gzipSync(`${lines.filter(Boolean).join('\n')}\n`));
  await write(`${name}.truth.json`, truth);
  await call.close();
  await driven.close();
}

const pageWith = (script: string) =>
  `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>A call between Alice and Bob</title>` +
  `<script src="${script}"></script><script src="call.js"></script>`;

if ('webrtc-internals'.includes(only)) await recordInternals();
if ('rtcstats-chromium'.includes(only)) await recordRtcstats('rtcstats-chromium', launchChromium);
if ('rtcstats-firefox'.includes(only)) await recordRtcstats('rtcstats-firefox', launchFirefox);
