import { writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Trace } from '../../extension/trace/schema/trace.ts';
import type { TracedPage } from '../harness/traced-page.ts';
import { withoutQuiet } from '../harness/without-quiet.ts';
import { saidOf, traceFileOf, verdicts } from './verdicts.ts';

const directory = new URL('../traces/', import.meta.url);

/** Every restart that is expected is there, is settled unless it never will be, and has told its findings. */
function complete(name: string, { restarts }: Trace): boolean {
  const expected = verdicts[name]!;
  return (
    restarts.length >= expected.length &&
    restarts.every(({ outcome, findings }, index) => {
      const said = expected[index]?.findings ?? [];
      return (
        (outcome !== 'pending' || expected[index]?.outcome === 'pending') &&
        said.every(code => findings.some(finding => finding.code === code))
      );
    })
  );
}

/**
 * Holds what is said of the restarts of a page against its verdicts, and answers with the trace. With
 * `ICESCOPE_RECORD` set, the trace is kept in test/traces/ for the tests of the fold.
 */
export async function judge(page: TracedPage, name: string): Promise<Trace> {
  // What is not to be had in time fails below, where the difference is told.
  const trace = await page
    .traceWhen(`the restarts of ${name}`, each => complete(name, each), { timeoutMs: 8_000 })
    .catch(() => page.trace());
  if (process.env.ICESCOPE_RECORD) record(trace, name);
  const expected = verdicts[name]!;
  expect(saidOf(trace, name)).toEqual(expected);
  return trace;
}

function record(trace: Trace, name: string): void {
  writeFileSync(new URL(traceFileOf(name), directory), JSON.stringify(withoutQuiet(trace)));
}
