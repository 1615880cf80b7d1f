import { parseArgs } from 'node:util';
import type { BrowserName } from '../../tools/browsers.ts';

export interface Options {
  seed: number;
  /** For each browser. */
  trials: number;
  browsers: BrowserName[];
  /** `auto`: a packet capture is the truth where one can be made. */
  capture: 'auto' | 'never' | 'always';
  /** Builds the extension first. */
  build: boolean;
  /** Keeps the raw data of every trial, for `replay.ts`. */
  keep: boolean;
}

export const usage = `Measures IceScope's media gaps against the truth.

  --seed N        the trials' random numbers (printed; default: the time)
  --trials N      trials for each browser (default 32)
  --browser NAME  chromium, firefox or both (default)
  --quick         8 trials for each browser
  --capture       insist on a packet capture as the truth (default: where root and tcpdump allow)
  --no-capture    take the path breaker's own record for the truth
  --no-build      take the extension as it was built last
  --keep          keep every trial in artifacts/bench-gap, for bench/gap/replay.ts to judge anew`;

const defaultTrials = 32;
const quickTrials = 8;
const leastTrials = 3;

/** @throws Error that says what was expected. */
export function readOptions(args: string[], now = Date.now()): Options {
  const { values } = parseArgs({
    args,
    allowNegative: true,
    options: {
      seed: { type: 'string' },
      trials: { type: 'string' },
      browser: { type: 'string', default: 'both' },
      quick: { type: 'boolean', default: false },
      capture: { type: 'boolean' },
      build: { type: 'boolean', default: true },
      keep: { type: 'boolean', default: false },
    },
  });
  const fallback = values.quick ? quickTrials : defaultTrials;
  return {
    seed: values.seed === undefined ? now % 1_000_000 : readWhole('--seed', values.seed, 0),
    trials: values.trials === undefined ? fallback : readWhole('--trials', values.trials, leastTrials),
    browsers: readBrowsers(values.browser),
    capture: values.capture === undefined ? 'auto' : values.capture ? 'always' : 'never',
    build: values.build,
    keep: values.keep,
  };
}

function readWhole(name: string, text: string, least: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least) return value;
  throw new Error(`${name}: expected a whole number from ${least} up, got "${text}"`);
}

function readBrowsers(name: string): BrowserName[] {
  if (name === 'both') return ['chromium', 'firefox'];
  if (name === 'chromium' || name === 'firefox') return [name];
  throw new Error(`--browser: expected chromium, firefox or both, got "${name}"`);
}
