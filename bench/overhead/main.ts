/** What does IceScope cost, beside what people use instead? The same call with and without; see `--help`. */
import { fileURLToPath } from 'node:url';
import { launchChromium } from '../../test/harness/chromium.ts';
import { startStaticServer } from '../../test/harness/static-server.ts';
import { ensureBrowser } from '../../tools/browsers.ts';
import { buildExtension } from '../../tools/extension-build.ts';
import { seededRandom, shuffled } from '../gap/random.ts';
import { MeasuredPage, pageDirectory } from './measured-page.ts';
import { type Options, readOptions, usage } from './options.ts';
import { report } from './report.ts';
import { type Comparison, compare, type Means } from './round.ts';
import { tools } from './tools.ts';

async function main(options: Options): Promise<boolean> {
  const { seed, rounds, seconds, connections, only, build } = options;
  console.log(`${connections} connections, ${rounds} rounds of ${seconds} s, --seed ${seed}`);
  ensureBrowser('chromium');
  if (build) buildExtension('chrome', { quiet: true });
  const chosen = tools.filter(({ name }) => only === null || only.test(name));
  const server = await startStaticServer({ directory: pageDirectory });
  const extended = await launchChromium();
  const plain = await launchChromium({ extension: fileURLToPath(new URL('no-extension', import.meta.url)) });
  const random = seededRandom(seed);
  const comparisons: Comparison[] = [];
  try {
    const reference = await MeasuredPage.open(
      plain,
      server,
      { name: 'reference', extended: false },
      connections,
    );
    const means: Means = { plain, extended, server, reference, connections, windowMs: seconds * 1_000 };
    for (let round = 1; round <= rounds; round++) {
      for (const tool of shuffled(random, chosen)) {
        const comparison = await compare(tool, means);
        const { cpu, plainCpu } = comparison;
        console.log(`round ${round}, ${tool.name}: ${cpu.toFixed(2)} % beside ${plainCpu.toFixed(2)} %`);
        comparisons.push(comparison);
      }
    }
    console.log(`\n${await plain.browser.version()}`);
  } finally {
    await Promise.all([plain.close(), extended.close(), server.close()]);
  }
  const { text, missed } = report(comparisons, chosen, connections);
  console.log(text);
  for (const goal of missed) console.log(`missed: ${goal}`);
  return missed.length === 0;
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
