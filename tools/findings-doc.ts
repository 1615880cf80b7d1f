import { writeFile } from 'node:fs/promises';
import { themes } from '../extension/trace/findings/findings.ts';

/** Where the findings are explained: `npx tsx tools/findings-doc.ts` writes it. */
export const findingsFile = new URL('../docs/findings.md', import.meta.url);

const severities = { problem: 'Problem', note: 'Note', good: 'Good' };

/** docs/findings.md, from the rules themselves. */
export function findingsText(): string {
  const sections = themes.flatMap(({ title, rules }) => [
    `## ${title}`,
    ...rules.flatMap(rule => [
      `### ${rule.code}`,
      `**${severities[rule.severity]}: ${rule.title}.** ${rule.about}`,
      `_What to do:_ ${rule.advice}`,
    ]),
  ]);
  return `${[
    '# Findings',
    'What IceScope concludes from a trace, in plain words. The codes are stable: name them in tests and budgets. Every finding carries one sentence with the numbers at hand, its severity (`problem`, `note` or `good`), a line on what to do, and a link to its section here.',
    '<!-- Written by tools/findings-doc.ts from the rules in extension/trace/findings/. -->',
    ...sections,
  ].join('\n\n')}\n`;
}

if (process.argv[1]?.endsWith('findings-doc.ts')) await writeFile(findingsFile, findingsText());
