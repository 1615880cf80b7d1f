/** How exact are IceScope's media gaps? Trials in real browsers against the truth; see `--help`. */
import { interfaceAddress } from '../../path-breaker/index.ts';
import { Capture, canCapture } from '../../test/harness/capture.ts';
import { type BrowserName, ensureBrowser } from '../../tools/browsers.ts';
import { buildExtension } from '../../tools/extension-build.ts';
import { keepTrial } from './archive.ts';
import { keptDirectory, writeReport } from './artifacts.ts';
import { type Options, readOptions, usage } from './options.ts';
import { planTrials } from './plan.ts';
import { report } from './report.ts';
import { runSession, type Session } from './session.ts';

async function startCapture({ capture }: Options): Promise<Capture | null> {
  if (capture === 'never') return null;
  const address = interfaceAddress();
  const filter = `udp and src host ${address} and dst host ${address}`;
  if (canCapture()) return Capture.start({ link: 'lo', filter });
  if (capture === 'always') throw new Error('--capture: expected to be root and to find tcpdump');
  return null;
}

function prepare({ browsers, build }: Options): void {
  for (const browser of browsers) {
    ensureBrowser(browser);
    if (build) buildExtension(browser === 'chromium' ? 'chrome' : 'firefox', { quiet: true });
  }
}

async function main(options: Options): Promise<boolean> {
  const { seed, trials, browsers } = options;
  console.log(`${trials} trials for each browser, --seed ${seed}`);
  prepare(options);
  const capture = await startCapture(options);
  const truth = capture ? 'a packet capture' : "the path breaker's record";
  console.log(`The truth is ${truth}.`);
  const sessions: Session[] = [];
  const run = (browser: BrowserName) =>
    runSession(browser, planTrials(trials, seed), {
      capture,
      keep: outcome => options.keep && keepTrial(keptDirectory, { browser, outcome }),
    });
  try {
    for (const browser of browsers) sessions.push(await run(browser));
  } finally {
    capture?.stop();
  }
  return writeReport('bench-gap', sessions, report(sessions, truth, seed)).missed.length === 0;
}

const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(usage);
} else {
  try {
    process.exitCode = (await main(readOptions(args))) ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
