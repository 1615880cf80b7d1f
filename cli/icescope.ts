#!/usr/bin/env -S npx tsx
/**
 * IceScope for CI: `npx tsx cli/icescope.ts check trace.icescope.json --max-gap 500`. Exits with 0 when every trace
 * is within the budget, with 1 when one is not, and with 2 when it could not be told: a bad file or option.
 */
import { openAsBlob } from 'node:fs';
import { parseArgs } from 'node:util';
import { buildTrace } from '../extension/trace/file/build.ts';
import { readRecording } from '../extension/trace/file/recording.ts';
import type { Trace } from '../extension/trace/schema/trace.ts';
import { type Budget, type Excess, excessesOf } from './budget.ts';

const usage = `icescope check <file>... [options]

Checks saved traces, and dumps of chrome://webrtc-internals or rtcstats, against a budget.

  --max-gap <ms>        the longest silence of any inbound stream
  --by <end>            which end of its bracket is meant: low (certain), best (default), high (possible)
  --max-restart <ms>    from when a restart was asked for until it was done
  --max-restarts <n>    --min-restarts <n>
  --allow-failed        restarts that failed or were ignored are no reason
  --json                the result as JSON

Exits with 0 within the budget, 1 over it, 2 when that could not be told.`;

class UsageError extends Error {}

interface Result {
  file: string;
  restarts: number;
  excesses: Excess[];
}

async function main(): Promise<number> {
  const { values, positionals } = parse();
  const [command, ...files] = positionals;
  if (values.help) {
    console.log(usage);
    return 0;
  }
  if (command !== 'check' || files.length === 0) throw new UsageError('Expected: check <file>...');
  const budget = budgetOf(values);
  const results: Result[] = [];
  for (const file of files) {
    const trace = await read(file);
    results.push({ file, restarts: trace.restarts.length, excesses: excessesOf(trace, budget) });
  }
  console.log(values.json ? JSON.stringify(results, null, 2) : results.map(told).join('\n'));
  return results.some(({ excesses }) => excesses.length > 0) ? 1 : 0;
}

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        'max-gap': { type: 'string' },
        'max-restart': { type: 'string' },
        'max-restarts': { type: 'string' },
        'min-restarts': { type: 'string' },
        by: { type: 'string', default: 'best' },
        'allow-failed': { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function budgetOf(values: ReturnType<typeof parse>['values']): Budget {
  const number = (name: 'max-gap' | 'max-restart' | 'max-restarts' | 'min-restarts') => {
    const text = values[name];
    if (text === undefined) return undefined;
    const value = Number(text);
    if (text.trim() !== '' && Number.isFinite(value) && value >= 0) return value;
    throw new UsageError(`--${name}: expected a number of 0 or more, got "${text}"`);
  };
  const { by } = values;
  if (by !== 'low' && by !== 'best' && by !== 'high') {
    throw new UsageError(`--by: expected low, best or high, got "${by}"`);
  }
  return {
    by,
    maxGapMs: number('max-gap'),
    maxRestartMs: number('max-restart'),
    maxRestarts: number('max-restarts'),
    minRestarts: number('min-restarts'),
    allowFailed: values['allow-failed'],
  };
}

/** What is concluded is folded anew: a check rests on the events alone. */
async function read(file: string): Promise<Trace> {
  try {
    const { events, dropped, generator } = await readRecording(await openAsBlob(file));
    return buildTrace({ events, dropped, generator });
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`);
  }
}

function told({ file, restarts, excesses }: Result): string {
  const verdict = excesses.length === 0 ? 'within the budget' : 'OVER THE BUDGET';
  const lines = excesses.map(({ what, message }) => `  ${what}: ${message}`);
  return [`${file}: ${verdict} (${restarts} restart${restarts === 1 ? '' : 's'})`, ...lines].join('\n');
}

main().then(
  code => {
    process.exitCode = code;
  },
  (error: Error) => {
    console.error(error instanceof UsageError ? `${error.message}\n\n${usage}` : error.message);
    process.exitCode = 2;
  },
);
