/** What does IceScope cost, beside what people use instead? The same call with and without; see `--help`. */
import { fileURLToPath } from 'node:url';
import { type Chromium, launchChromium } from '../../test/harness/chromium.ts';
import { type StaticServer, startStaticServer } from '../../test/harness/static-server.ts';
import { ensureBrowser } from '../../tools/browsers.ts';
import { buildExtension } from '../../tools/extension-build.ts';
import { seededRandom, shuffled } from '../gap/random.ts';
import { type Calibration, calibrate } from './calibration.ts';
import { measureCalls } from './call-times.ts';
import { Kept } from './kept.ts';
import { MeasuredPage, pageDirectory } from './measured-page.ts';
import { type Options, readOptions, usage } from './options.ts';
import { report, reportCalls } from './report.ts';
import { type Means, type Measurement, measure } from './round.ts';
import { noTool, type Tool, tools } from './tools.ts';

async function main(options: Options): Promise<boolean> {
  const { seed, rounds, seconds, connections, only, add, build } = options;
  console.log(`${connections} connections, ${rounds} rounds of ${seconds} s, --seed ${seed}`);
  ensureBrowser('chromium');
  if (build) buildExtension('chrome', { quiet: true });
  const chosen = tools.filter(({ name }) => only === null || only.test(name));
  const server = await startStaticServer({ directory: pageDirectory, headers: isolating });
  const extended = await launchChromium();
  const plain = await launchChromium({ extension: fileURLToPath(new URL('no-extension', import.meta.url)) });
  const random = seededRandom(seed);
  const kept = new Kept(connections);
  const measurements: Measurement[] = add ? kept.read() : [];
  try {
    const calibration = await calibrated(plain, server);
    const means: Means = { plain, extended, server, calibration, connections, windowMs: seconds * 1_000 };
    for (let round = 1; round <= rounds; round++) {
      for (const tool of shuffled(random, chosen)) {
        const measurement = await measure(tool, means);
        const { cpu, getStats } = measurement;
        const asked = `${getStats.toFixed(0)} getStats a connection and minute`;
        console.log(`round ${round}, ${tool.name}: ${cpu.toFixed(2)} % of a core, ${asked}`);
        measurements.push(measurement);
        kept.write(measurements);
      }
    }
    console.log(`\n${await plain.browser.version()}`);
    if (chosen.some(({ name }) => name === noTool)) {
      const watching = [...chosen.filter(isBeside), again];
      const turns = await measureCalls(watching, { plain, extended, server, random });
      console.log(`\n${reportCalls(turns, watching)}`);
    }
    console.log(`\n${connections} connections:`);
  } finally {
    await Promise.all([plain.close(), extended.close(), server.close()]);
  }
  const { text, missed } = report(measurements, add ? tools : chosen, connections);
  console.log(text);
  for (const goal of missed) console.log(`missed: ${goal}`);
  return missed.length === 0;
}

/** What can stand beside others: a tab of webrtc-internals watches all of them. */
const isBeside = ({ name, goal, rival, attach }: Tool) => name === noTool || goal || (rival && !attach);

/** How much two pages differ by chance. */
const again: Tool = { name: 'another page without a tool', extended: false };

/** Such a page has a clock of 5 µs; others have one of 100. */
const isolating = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

async function calibrated(plain: Chromium, server: StaticServer): Promise<Calibration> {
  const page = await MeasuredPage.open(plain, server, { name: 'calibration', extended: false }, 10);
  try {
    await page.packets();
    const calibration = await calibrate(page);
    const [stats, sources] = Object.values(calibration).map(ms => `${(ms * 1_000).toFixed(0)} µs`);
    console.log(`where packets are handled, getStats costs ${stats}, getSynchronizationSources ${sources}`);
    return calibration;
  } finally {
    await page.close();
  }
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
