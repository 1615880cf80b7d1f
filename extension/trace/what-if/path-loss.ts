import { networkChanges } from '../fold/frame.ts';
import type { Gap, Rebuild, Restart } from '../schema/trace.ts';
import type { ConnectionView, TraceView } from '../view.ts';
import { type Trouble, troubleOf } from './trouble.ts';

/** A path that carried nothing for a while: what it was worth noticing by, and how it ended. */
export interface PathLoss {
  connectionId: string;
  /** The last packet before. */
  from: number;
  /** The first packet after, of the stream that came last; `null`: none in this trace. */
  backAt: number | null;
  endedBy: 'itself' | 'restart' | 'rebuild' | 'nothing';
  /** Until when it took its course, untouched by a restart. What had not come by then may have come later. */
  untouchedUntil: number;
  signs: Signs;
}

/** When an application could have noticed, in epoch milliseconds. */
export interface Signs {
  /** Each time ICE or the connection said `disconnected`, and until when. `to: null`: as long as it was left alone. */
  disconnected: { from: number; to: number | null }[];
  failed: number | null;
  networkChange: number | null;
}

/** Shorter silences are jitter of a busy machine, and nobody restarts for them. */
const leastMs = 200;
/** A network change this long before the last packet may still be why it was the last. */
const networkLeadMs = 5_000;

interface Span {
  from: number;
  backAt: number | null;
  untouchedUntil: number;
  endedBy: PathLoss['endedBy'];
}

/** Every loss in a trace, in order of time within each connection. */
export function pathLosses(view: TraceView): PathLoss[] {
  return [...view.connections.values()].flatMap(connection => {
    const frame = view.frames.get(connection.frameId);
    const trouble = troubleOf(connection);
    const changes = frame ? networkChanges(frame) : [];
    return spansOf(connection, view).map(span => ({
      connectionId: connection.id,
      ...span,
      signs: signsOf(span, trouble, changes),
    }));
  });
}

function spansOf(connection: ConnectionView, view: TraceView): Span[] {
  const spans: Span[] = [
    ...connection.breaks.map(({ from, to }): Span => {
      return { from, backAt: to, untouchedUntil: to, endedBy: 'itself' };
    }),
    ...connection.restarts.flatMap(spanOfRestart),
    ...view.rebuilds.filter(each => each.fromConnectionId === connection.id).flatMap(spanOfRebuild),
    ...spanUnended(connection, view),
  ];
  return merged(spans).filter(({ from, backAt }) => backAt === null || backAt - from >= leastMs);
}

function spanOfRestart(restart: Restart): Span[] {
  const [detect] = restart.phases;
  if (detect?.name !== 'detect') return [];
  const silences = inboundSilences(restart.gaps).filter(gap => gap.from <= restart.requestedAt);
  const backAt = silences.length > 0 ? Math.max(...silences.map(gap => gap.to)) : null;
  const answeredAt = restart.phases.find(({ name }) => name === 'signal')?.to ?? null;
  // Nothing can arrive by the new credentials before both sides have them.
  if (backAt !== null && (answeredAt === null || backAt < answeredAt)) {
    return [{ from: detect.from, backAt, untouchedUntil: backAt, endedBy: 'itself' }];
  }
  const endedBy = backAt === null ? 'nothing' : 'restart';
  return [{ from: detect.from, backAt, untouchedUntil: restart.requestedAt, endedBy }];
}

function spanOfRebuild({ gaps, createdAt, closedAt }: Rebuild): Span[] {
  const silences = inboundSilences(gaps);
  if (silences.length === 0) return [];
  const from = Math.min(...silences.map(gap => gap.from));
  const backAt = Math.max(...silences.map(gap => gap.to));
  return [{ from, backAt, untouchedUntil: Math.min(createdAt, closedAt ?? createdAt), endedBy: 'rebuild' }];
}

/** A silence that lasted when the trace, or the connection, ended. */
function spanUnended({ streams, closedAt }: ConnectionView, view: TraceView): Span[] {
  const starts = streams.map(({ silentSince }) => silentSince).filter(since => since !== null);
  if (starts.length === 0) return [];
  const from = Math.min(...starts);
  const untouchedUntil = Math.max(from, closedAt ?? view.to ?? from);
  return untouchedUntil - from < leastMs ? [] : [{ from, backAt: null, untouchedUntil, endedBy: 'nothing' }];
}

/** Several restarts may have worked on one silence, and streams of one loss fall silent one after the other. */
function merged(spans: Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    // A packet that came after the last one of a loss ended it, seen or not.
    if (last && span.from <= (last.backAt ?? last.untouchedUntil)) join(last, span);
    else result.push({ ...span });
  }
  return result;
}

function join(into: Span, span: Span): void {
  into.untouchedUntil = Math.min(into.untouchedUntil, span.untouchedUntil);
  if (span.backAt === null) return;
  // The later end is the end; what is known of an end is more than not to know one.
  if (into.backAt === null || span.backAt > into.backAt) {
    into.endedBy = span.endedBy;
    into.backAt = span.backAt;
  }
}

export function inboundSilences(gaps: Gap[]): Gap[] {
  return gaps.filter(
    ({ direction, layer, durationMs }) => direction === 'inbound' && layer === 'network' && durationMs > 0,
  );
}

function signsOf({ from, untouchedUntil }: Span, trouble: Trouble, changes: number[]): Signs {
  const within = (t: number) => t >= from && t <= untouchedUntil;
  const networkChange = Math.min(...changes.filter(t => t >= from - networkLeadMs && t <= untouchedUntil));
  return {
    disconnected: trouble.disconnected
      .filter(each => within(each.from))
      // What the restart itself ended would have lasted without it.
      .map(each => ({ from: each.from, to: each.to !== null && within(each.to) ? each.to : null })),
    failed: trouble.failed.find(within) ?? null,
    networkChange: Number.isFinite(networkChange) ? networkChange : null,
  };
}
