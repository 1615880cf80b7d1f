import type { Trace } from '../../extension/trace/schema/trace.ts';

/** A busy machine holds all senders up for less than this; that is no silence of a test's making. */
export const hiccupMs = 1_000;

/** The gaps of at least `leastMs` that the breaks of a trace rest on, short enough to read in a failure. */
export function gapsOfBreaks({ breaks }: Trace, leastMs = 0): string[] {
  return breaks.flatMap(({ connectionId, gaps }) =>
    gaps
      .filter(({ durationMs }) => durationMs >= leastMs)
      .map(({ kind, from, durationMs, lowMs, highMs }) => {
        const bracket = [durationMs, lowMs, highMs].map(ms => ms.toFixed(0)).join(' ');
        return `${connectionId} ${kind} at ${from.toFixed(0)}: ${bracket}`;
      }),
  );
}
