import type { Trace } from '../../extension/trace/schema/trace.ts';

/** What the breaks of a trace rest on, short enough to read in a failure. */
export function gapsOfBreaks({ breaks }: Trace): string[] {
  return breaks.flatMap(({ connectionId, gaps }) =>
    gaps.map(({ kind, from, durationMs, lowMs, highMs }) => {
      const bracket = [durationMs, lowMs, highMs].map(ms => ms.toFixed(0)).join(' ');
      return `${connectionId} ${kind} at ${from.toFixed(0)}: ${bracket}`;
    }),
  );
}
