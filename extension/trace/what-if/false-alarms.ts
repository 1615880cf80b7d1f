import { networkChanges } from '../fold/frame.ts';
import type { ConnectionView, TraceView } from '../view.ts';
import type { PathLoss } from './path-loss.ts';
import { troubleOf } from './trouble.ts';

/** A sign of trouble while the path of a connection worked. */
export interface FalseAlarm {
  connectionId: string;
  sign: 'disconnected' | 'network-change';
  t: number;
  /** How long the sign stood; 0 for what only happens. */
  lastedMs: number;
}

/** A sign so close to a loss belongs to it. */
const marginMs = 5_000;

export function falseAlarms(view: TraceView, losses: PathLoss[]): FalseAlarm[] {
  return [...view.connections.values()].flatMap(connection => {
    const own = losses.filter(loss => loss.connectionId === connection.id);
    const frame = view.frames.get(connection.frameId);
    const end = connection.closedAt ?? view.to ?? connection.createdAt;
    const signs: Omit<FalseAlarm, 'connectionId'>[] = [
      ...troubleOf(connection).disconnected.map(({ from, to }) => {
        return { sign: 'disconnected' as const, t: from, lastedMs: (to ?? end) - from };
      }),
      ...(frame ? networkChanges(frame) : []).map(t => {
        return { sign: 'network-change' as const, t, lastedMs: 0 };
      }),
    ];
    return signs
      .filter(({ t }) => wasConnectedAt(connection, t) && !own.some(loss => isNear(loss, t)))
      .map(sign => ({ connectionId: connection.id, ...sign }));
  });
}

function isNear({ from, backAt }: PathLoss, t: number): boolean {
  return t >= from - marginMs && t <= (backAt ?? Number.POSITIVE_INFINITY) + marginMs;
}

/** Nobody restarts what has not worked yet, or is over. */
function wasConnectedAt({ paths, closedAt }: ConnectionView, t: number): boolean {
  const first = paths.find(({ value }) => value !== null);
  return first !== undefined && first.from < t && (closedAt === null || t < closedAt);
}
