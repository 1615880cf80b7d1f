import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { BrowserName } from '../../tools/browsers.ts';
import type { TrialOutcome } from './outcome.ts';

/** One trial as it was recorded: enough to judge it anew when the estimator has changed. */
export interface KeptTrial {
  browser: BrowserName;
  outcome: TrialOutcome;
}

export function keepTrial(directory: string, { browser, outcome }: KeptTrial): void {
  mkdirSync(directory, { recursive: true });
  const number = String(outcome.plan.number).padStart(3, '0');
  const json = JSON.stringify({ browser, outcome });
  writeFileSync(join(directory, `${browser}-${number}.json.gz`), gzipSync(json));
}

export function keptTrials(directory: string): KeptTrial[] {
  return readdirSync(directory)
    .filter(name => name.endsWith('.json.gz'))
    .sort()
    .map(name => JSON.parse(gunzipSync(readFileSync(join(directory, name))).toString()) as KeptTrial);
}
