import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Report } from './report.ts';
import type { Session } from './session.ts';

const directory = fileURLToPath(new URL('../../artifacts', import.meta.url));
/** Where the raw data of trials is kept. */
export const keptDirectory = join(directory, 'bench-gap');

/** Prints a report, and writes it as Markdown and, with every measurement, as JSON. */
export function writeReport(name: string, sessions: Session[], report: Report): Report {
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, `${name}.md`), `${report.markdown}\n`);
  writeFileSync(join(directory, `${name}.json`), JSON.stringify({ ...report, sessions }, null, 1));
  console.log(`\n${report.markdown}\n`);
  for (const goal of report.missed) console.log(`Missed: ${goal}.`);
  return report;
}
