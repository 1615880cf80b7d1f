import type { Row } from './summary.ts';

const chromium = [
  { name: 'the median error', goalMs: 5, of: (row: Row) => row.medianErrorMs },
  { name: 'the 95th percentile of the error', goalMs: 20, of: (row: Row) => row.p95ErrorMs },
  { name: 'the median width of the brackets', goalMs: 60, of: (row: Row) => row.medianWidthMs },
];

/** The goals that the rows miss, a sentence each. Parts of a whole are not judged apart from it. */
export function missedGoals(rows: Row[]): string[] {
  return rows
    .filter(({ part }) => part === 'whole')
    .flatMap(row => {
      const missed = [...missedByAny(row), ...(row.broken && row.browser === 'chromium' ? tooFar(row) : [])];
      return missed.map(what => `${row.browser}, ${row.group}: ${what}`);
    });
}

function missedByAny({ failed, gaps, bracketsTrue, falseGaps }: Row): string[] {
  const missed: string[] = [];
  if (failed > 0) missed.push(`${failed} of ${failed + gaps} gaps were not told`);
  if (bracketsTrue !== null && bracketsTrue < 1) {
    missed.push(`${((1 - bracketsTrue) * gaps).toFixed(0)} of ${gaps} brackets do not hold the truth`);
  }
  if (falseGaps > 0) missed.push(`${falseGaps} gaps were told where none was`);
  return missed;
}

function tooFar(row: Row): string[] {
  return chromium.flatMap(({ name, goalMs, of }) => {
    const value = of(row);
    if (value === null || value <= goalMs) return [];
    return [`${name} is ${value.toFixed(1)} ms, more than ${goalMs} ms`];
  });
}
