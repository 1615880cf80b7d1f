import type { Row } from './summary.ts';

type Align = 'left' | 'right';

const columns: { title: string; align: Align; cell: (row: Row) => string }[] = [
  { title: 'Browser', align: 'left', cell: row => row.browser },
  { title: 'Tab and trials', align: 'left', cell: row => row.group },
  { title: 'Gaps', align: 'right', cell: row => String(row.gaps + row.failed) },
  { title: 'Not told', align: 'right', cell: row => String(row.failed) },
  { title: 'Error, median', align: 'right', cell: row => ms(row.medianErrorMs) },
  { title: 'p95', align: 'right', cell: row => ms(row.p95ErrorMs) },
  { title: 'Bracket, median', align: 'right', cell: row => ms(row.medianWidthMs) },
  { title: 'Brackets true', align: 'right', cell: row => percent(row.bracketsTrue) },
  { title: '1 Hz poll: error, median', align: 'right', cell: row => ms(row.pollMedianErrorMs) },
  { title: 'p95', align: 'right', cell: row => ms(row.pollP95ErrorMs) },
  { title: 'Missed', align: 'right', cell: row => (row.broken ? String(row.pollMissed) : '–') },
];

/** The rows as a Markdown table, padded so that it reads well as it is. */
export function markdownTable(rows: Row[]): string {
  const cells = [columns.map(({ title }) => title), ...rows.map(row => columns.map(({ cell }) => cell(row)))];
  const widths = columns.map((_, i) => Math.max(3, ...cells.map(line => (line[i] as string).length)));
  const [head, ...body] = cells.map(line => joined(line.map((text, i) => padded(text, i, widths))));
  const rule = columns.map(({ align }, i) => {
    const dashes = '-'.repeat(widths[i] as number);
    return align === 'right' ? `${dashes.slice(1)}:` : dashes;
  });
  return [head, joined(rule), ...body].join('\n');
}

function padded(text: string, column: number, widths: number[]): string {
  const width = widths[column] as number;
  return columns[column]?.align === 'right' ? text.padStart(width) : text.padEnd(width);
}

function joined(cells: string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function ms(value: number | null): string {
  if (value === null) return '–';
  return value >= 1_000 ? `${(value / 1_000).toFixed(2)} s` : `${value.toFixed(1)} ms`;
}

function percent(value: number | null): string {
  return value === null ? '–' : `${(Math.floor(value * 1_000) / 10).toFixed(value === 1 ? 0 : 1)} %`;
}
