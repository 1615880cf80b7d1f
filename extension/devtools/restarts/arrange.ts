import type { Outcome, Restart } from '../../trace/schema/trace.ts';
import { causeWords, outcomeWords, pairName, triggerWords } from '../text/words.ts';
import { type ColumnKey, columns, type RestartRow } from './columns.ts';

export interface Arrangement {
  sortBy: ColumnKey;
  descending: boolean;
  text: string;
  /** `null`: all. */
  outcome: Outcome | null;
}

export const asTheyCame: Arrangement = { sortBy: 'number', descending: false, text: '', outcome: null };

/** The rows that pass, in the order asked for. */
export function arranged(restarts: readonly Restart[], arrangement: Arrangement): RestartRow[] {
  const words = arrangement.text.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = restarts
    .map((restart, i): RestartRow => ({ number: i + 1, restart }))
    .filter(({ restart }) => arrangement.outcome === null || restart.outcome === arrangement.outcome)
    .filter(({ restart }) => words.length === 0 || says(restart, words));
  const value = columns.find(({ key }) => key === arrangement.sortBy)?.value;
  return value ? rows.sort((a, b) => ordered(value(a), value(b), arrangement.descending)) : rows;
}

/** Sorting is stable: what is equal stays as it came. */
function ordered(a: number | string | null, b: number | string | null, descending: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const order = typeof a === 'number' ? a - Number(b) : a.localeCompare(String(b));
  return descending ? -order : order;
}

function says({ trigger, cause, outcome, pair }: Restart, words: string[]): boolean {
  const text = [
    triggerWords[trigger],
    causeWords[cause],
    outcomeWords[outcome],
    pairName(pair.from),
    pairName(pair.to),
  ]
    .join(' ')
    .toLowerCase();
  return words.every(word => text.includes(word));
}
