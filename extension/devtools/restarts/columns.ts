import type { Restart } from '../../trace/schema/trace.ts';
import { worstGapOf } from '../model/restart-gaps.ts';
import { causeWords, outcomeWords, triggerWords } from '../text/words.ts';

export type ColumnKey = 'number' | 'at' | 'trigger' | 'cause' | 'outcome' | 'took' | 'phases' | 'gap';

/** A restart as a row of the table: numbered as it came, wherever it is sorted to. */
export interface RestartRow {
  number: number;
  restart: Restart;
}

export interface Column {
  key: ColumnKey;
  title: string;
  /** What rows are sorted by; `null` for what is not known, which comes last. Absent: it cannot be sorted by. */
  value?(row: RestartRow): number | string | null;
}

export const tookOf = ({ settledAt, requestedAt }: Restart) =>
  settledAt === null ? null : settledAt - requestedAt;

export const columns: Column[] = [
  { key: 'number', title: '#', value: ({ number }) => number },
  { key: 'at', title: 'At', value: ({ restart }) => restart.requestedAt },
  {
    key: 'trigger',
    title: 'Asked by',
    value: ({ restart }) => triggerWords[restart.trigger],
  },
  { key: 'cause', title: 'Cause', value: ({ restart }) => causeWords[restart.cause] },
  { key: 'outcome', title: 'Outcome', value: ({ restart }) => outcomeWords[restart.outcome] },
  { key: 'took', title: 'Took', value: ({ restart }) => tookOf(restart) },
  {
    key: 'gap',
    title: 'Longest silence',
    value: ({ restart }) => worstGapOf(restart)?.durationMs ?? null,
  },
  { key: 'phases', title: 'Phases' },
];
