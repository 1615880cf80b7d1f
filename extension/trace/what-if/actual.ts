import type { Restart } from '../schema/trace.ts';
import type { TraceView } from '../view.ts';
import { inboundSilences, type PathLoss } from './path-loss.ts';

/** What the application did, in the words a policy is judged by. */
export interface Actual {
  silenceMs: number;
  worstMs: number;
  restarts: number;
  /** On a path that worked when they were asked for. */
  inVain: number;
  /** Connections replaced by others in place of a restart. */
  rebuilds: number;
  /** Losses that had not ended with the trace: the silence is longer than what was seen of it. */
  unended: number;
}

export function whatWasDone(views: TraceView[], losses: PathLoss[]): Actual {
  const restarts = views
    .flatMap(view => [...view.connections.values()].flatMap(connection => connection.restarts))
    // What IceScope was asked for is not the application's doing.
    .filter(({ trigger }) => trigger !== 'forced');
  const silences = losses.map(({ from, backAt, untouchedUntil }) => (backAt ?? untouchedUntil) - from);
  return {
    silenceMs: silences.reduce((sum, ms) => sum + ms, 0),
    worstMs: Math.max(0, ...silences),
    restarts: restarts.length,
    inVain: restarts.filter(pathWorked).length,
    rebuilds: views.reduce((sum, { rebuilds }) => sum + rebuilds.length, 0),
    unended: losses.filter(({ backAt }) => backAt === null).length,
  };
}

/** No silence went on when it was asked for. */
function pathWorked({ requestedAt, phases, gaps }: Restart): boolean {
  if (phases[0]?.name !== 'detect') return true;
  const silences = inboundSilences(gaps);
  return silences.length > 0 && silences.every(gap => gap.to < requestedAt);
}
