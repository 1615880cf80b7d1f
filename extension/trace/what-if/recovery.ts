import { median } from 'd3-array';
import type { Restart } from '../schema/trace.ts';
import type { TraceView } from '../view.ts';
import { inboundSilences } from './path-loss.ts';

/** How long restarts took from being asked for until media was back on the path they brought. */
export interface Recovery {
  restarts: number;
  medianMs: number;
  leastMs: number;
  mostMs: number;
}

/** `null` where no restart brought media back. */
export function recoveryOf(views: TraceView[]): Recovery | null {
  const times = views
    .flatMap(view => [...view.connections.values()].flatMap(({ restarts }) => restarts))
    .map(recoveryTime)
    .filter(ms => ms !== null);
  if (times.length === 0) return null;
  return {
    restarts: times.length,
    medianMs: median(times)!,
    leastMs: Math.min(...times),
    mostMs: Math.max(...times),
  };
}

/** From the request to the last stream's first packet; for one that cost nothing, to the new pair. */
function recoveryTime({ outcome, requestedAt, settledAt, gaps }: Restart): number | null {
  if (outcome !== 'completed' || settledAt === null) return null;
  const measured = gaps.some(({ direction, layer }) => direction === 'inbound' && layer === 'network');
  if (!measured) return null;
  const ends = inboundSilences(gaps)
    .map(gap => gap.to)
    .filter(t => t > requestedAt);
  return (ends.length > 0 ? Math.max(...ends) : settledAt) - requestedAt;
}
