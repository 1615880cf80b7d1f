import type { Gap, Restart, Trace } from '../extension/trace/schema/trace.ts';

/** What a call may cost. Durations in milliseconds; what is absent is not looked at. */
export interface Budget {
  /** The longest silence of any inbound stream. */
  maxGapMs?: number;
  /** From when a restart was asked for until it was done. */
  maxRestartMs?: number;
  maxRestarts?: number;
  minRestarts?: number;
  /** Restarts that failed or were ignored are over the budget, unless this is set. */
  allowFailed?: boolean;
  /** Which end of the bracket is held against `maxGapMs`: what is certain, the best estimate, or what is possible. */
  by: 'low' | 'best' | 'high';
}

/** One way in which a trace is over its budget. */
export interface Excess {
  /** `restart 2 of connection 1`, `break of connection 1`, `trace`. */
  what: string;
  message: string;
}

type Concluded = Pick<Trace, 'restarts' | 'breaks' | 'rebuilds' | 'connections'>;

/** Everything in which the trace is over the budget; none when it is within. */
export function excessesOf(trace: Concluded, budget: Budget): Excess[] {
  const numberOf = (id: string) => trace.connections.findIndex(connection => connection.id === id) + 1;
  const seen = new Map<string, number>();
  const excesses = countExcesses(trace.restarts.length, budget);
  for (const restart of trace.restarts) {
    const nth = (seen.get(restart.connectionId) ?? 0) + 1;
    seen.set(restart.connectionId, nth);
    const what = `restart ${nth} of connection ${numberOf(restart.connectionId)}`;
    excesses.push(...restartExcesses(restart, budget, what), ...gapExcesses(restart.gaps, budget, what));
  }
  for (const { connectionId, gaps } of trace.breaks) {
    excesses.push(...gapExcesses(gaps, budget, `break of connection ${numberOf(connectionId)}`));
  }
  for (const { toConnectionId, gaps } of trace.rebuilds) {
    excesses.push(...gapExcesses(gaps, budget, `rebuilding of connection ${numberOf(toConnectionId)}`));
  }
  return excesses;
}

function countExcesses(count: number, { maxRestarts, minRestarts }: Budget): Excess[] {
  const excesses: Excess[] = [];
  if (maxRestarts !== undefined && count > maxRestarts) {
    excesses.push({ what: 'trace', message: `${count} restarts, at most ${maxRestarts} are allowed` });
  }
  if (minRestarts !== undefined && count < minRestarts) {
    excesses.push({ what: 'trace', message: `${count} restarts, at least ${minRestarts} are expected` });
  }
  return excesses;
}

function restartExcesses(restart: Restart, { allowFailed, maxRestartMs }: Budget, what: string): Excess[] {
  const { outcome, requestedAt, settledAt } = restart;
  const excesses: Excess[] = [];
  if (!allowFailed && (outcome === 'failed' || outcome === 'ignored')) {
    excesses.push({ what, message: outcome === 'failed' ? 'failed' : 'was ignored by the far side' });
  }
  const tookMs = settledAt === null ? null : settledAt - requestedAt;
  if (maxRestartMs !== undefined && tookMs !== null && tookMs > maxRestartMs) {
    excesses.push({ what, message: `took ${Math.round(tookMs)} ms, at most ${maxRestartMs} are allowed` });
  }
  return excesses;
}

function gapExcesses(gaps: Gap[], { maxGapMs, by }: Budget, what: string): Excess[] {
  if (maxGapMs === undefined) return [];
  const measure = { low: 'lowMs', best: 'durationMs', high: 'highMs' } as const;
  return gaps
    .filter(gap => gap.layer === 'network' && gap.direction === 'inbound' && gap[measure[by]] > maxGapMs)
    .map(({ kind, mid, durationMs, lowMs, highMs }) => {
      const [best, low, high] = [durationMs, lowMs, highMs].map(Math.round);
      const stream = mid === null ? kind : `${kind} (mid ${mid})`;
      return {
        what,
        message: `${stream} was silent for ${best} ms (${low} to ${high}), at most ${maxGapMs} are allowed`,
      };
    });
}
