import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Frame, Page } from 'puppeteer-core';

const axe = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  id: string;
  help: string;
  nodes: { target: string[]; failureSummary: string }[];
}

/** What axe finds wrong for those who do not see, or see otherwise; one line each. */
export async function axeViolations(document: Page | Frame): Promise<string[]> {
  if (!(await document.evaluate('"axe" in globalThis'))) await document.evaluate(await axe);
  const violations = (await document.evaluate(
    'axe.run(document).then(({ violations }) => violations)',
  )) as Violation[];
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${help}) at ${target.join(' ')}: ${failureSummary}`),
  );
}
