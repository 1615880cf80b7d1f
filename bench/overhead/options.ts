import { parseArgs } from 'node:util';

export interface Options {
  seed: number;
  connections: number;
  rounds: number;
  /** Of each measurement. */
  seconds: number;
  /** Tools to measure, by name; `null`: all. */
  only: RegExp | null;
  /** Adds to what the runs before measured, and reports it all. */
  add: boolean;
  /** Builds the extension first. */
  build: boolean;
}

export const usage = `Measures what IceScope costs a call, beside no tool and beside others.

  --connections N  connections of the call, both ends in one page (default 10)
  --rounds N       how often each tool is measured (default 5)
  --seconds N      how long each time (default 20)
  --only PATTERN   the tools whose name matches, such as "no tool|idle"
  --seed N         the order of the tools (printed; default: the time)
  --add            add to what the runs before measured, and report it all: a long run in short pieces
  --no-build       take the extension as it was built last`;

/** @throws Error that says what was expected. */
export function readOptions(args: string[], now = Date.now()): Options {
  const { values } = parseArgs({
    args,
    allowNegative: true,
    options: {
      seed: { type: 'string' },
      connections: { type: 'string', default: '10' },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '20' },
      only: { type: 'string' },
      add: { type: 'boolean', default: false },
      build: { type: 'boolean', default: true },
    },
  });
  return {
    seed: values.seed === undefined ? now % 1_000_000 : readWhole('--seed', values.seed, 0),
    connections: readConnections(values.connections),
    rounds: readWhole('--rounds', values.rounds, 1),
    seconds: readWhole('--seconds', values.seconds, 5),
    only: values.only === undefined ? null : readPattern(values.only),
    add: values.add,
    build: values.build,
  };
}

function readPattern(text: string): RegExp {
  try {
    return new RegExp(text);
  } catch {
    throw new Error(`--only: expected a regular expression, got "${text}"`);
  }
}

/** Both ends of each are in the page. */
function readConnections(text: string): number {
  const count = readWhole('--connections', text, 2);
  if (count % 2 === 1) throw new Error(`--connections: expected an even number, got "${text}"`);
  return count;
}

function readWhole(name: string, text: string, least: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least) return value;
  throw new Error(`${name}: expected a whole number from ${least} up, got "${text}"`);
}
