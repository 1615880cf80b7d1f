import type { Restart } from '../../trace/schema/trace.ts';
import type { ConnectionView, TraceView } from '../../trace/view.ts';
import { worstGapOf } from '../model/restart-gaps.ts';
import { rangeOfRestart } from '../model/restart-range.ts';
import { around, type Range, wholeOf } from '../model/viewport.ts';

/** A timeline in the report: of a connection as a whole, or of one of its restarts. */
export interface Drawing {
  connection: ConnectionView;
  range: Range;
  restart: Restart | null;
}

/** What of a trace is told in full. A report stays readable, and its size bounded, however long the trace is. */
export interface ReportPlan {
  told: ReadonlySet<Restart>;
  drawings: Drawing[];
}

/** So many restarts are told in full: those that cost most. */
export const mostTold = 40;
/** So many connections are drawn as a whole: those with most restarts. */
const mostDrawn = 40;

export function planReport(view: TraceView): ReportPlan {
  const connections = [...view.connections.values()];
  const told = new Set(
    foremost(
      connections.flatMap(({ restarts }) => restarts),
      restart => worstGapOf(restart)?.durationMs ?? 0,
      mostTold,
    ),
  );
  const drawn = new Set(foremost(connections, ({ restarts }) => restarts.length, mostDrawn));
  const drawings = connections.flatMap(connection => {
    const until = untilOf(connection, view);
    const whole = wholeOf({ from: connection.createdAt, to: until });
    const alone = drawn.has(connection) && !isAll(connection.restarts, whole, until);
    return [
      ...(alone ? [{ connection, range: whole, restart: null }] : []),
      ...connection.restarts
        .filter(restart => told.has(restart))
        .map(restart => ({ connection, range: around(rangeOfRestart(restart, until)), restart })),
    ];
  });
  return { told, drawings };
}

/** Until when something of a connection lasts. */
export function untilOf({ closedAt }: ConnectionView, view: TraceView): number {
  return closedAt ?? view.to ?? view.from ?? 0;
}

function foremost<T>(all: T[], of: (each: T) => number, most: number): T[] {
  return all.length <= most ? all : all.toSorted((a, b) => of(b) - of(a)).slice(0, most);
}

/** The drawing of its one restart shows most of a short connection as well. */
function isAll([restart, ...others]: Restart[], whole: Range, until: number): boolean {
  if (!restart || others.length > 0) return false;
  const { from, to } = around(rangeOfRestart(restart, until));
  return to - from > (whole.to - whole.from) / 2;
}
