import { writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Trace } from '../../extension/trace/schema/trace.ts';
import type { TracedPage } from '../harness/traced-page.ts';
import { withoutQuiet } from '../harness/without-quiet.ts';
import { toldAll } from '../scenarios/scenario.ts';
import { saidOf, traceFileOf, verdicts } from './verdicts.ts';

const directory = new URL('../traces/', import.meta.url);

/**
 * Holds what is said of the restarts of a page against its verdicts, and answers with the trace. With
 * `ICESCOPE_RECORD` set, the trace is kept in test/traces/ for the tests of the fold.
 */
export async function judge(page: TracedPage, name: string): Promise<Trace> {
  // What is not to be had in time fails below, where the difference is told.
  const trace = await page
    .traceWhen(`the restarts of ${name}`, each => toldAll(each, verdicts[name]!), { timeoutMs: 8_000 })
    .catch(() => page.trace());
  if (process.env.ICESCOPE_RECORD) record(trace, name);
  const expected = verdicts[name]!;
  expect(saidOf(trace, name)).toEqual(expected);
  return trace;
}

function record(trace: Trace, name: string): void {
  writeFileSync(new URL(traceFileOf(name), directory), JSON.stringify(withoutQuiet(trace)));
}
