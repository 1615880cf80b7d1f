import type { Gap, Restart, Trace } from '../extension/trace/schema/trace.ts';
import type { Silence } from '../path-breaker/index.ts';

/** A media gap as IceScope measured it, beside the middlebox's own record of the same silence. */
export interface MeasuredGap {
  connectionId: string;
  gap: Gap;
  /** `null` when the middlebox saw no silence of that stream at that time. */
  silence: Silence | null;
}

/** The inbound network gaps of all restarts, each with its silence. */
export function compareGaps(restarts: Restart[], silences: Silence[]): MeasuredGap[] {
  return restarts.flatMap(({ connectionId, gaps }) =>
    gaps.filter(isInboundNetwork).map(gap => ({ connectionId, gap, silence: silenceOf(gap, silences) })),
  );
}

/** What is wrong with a trace of one break and one recovery, in sentences; nothing when all is well. */
export function findProblems(trace: Trace, measured: MeasuredGap[]): string[] {
  return [...trace.connections.flatMap(({ id }) => missingIn(id, trace)), ...measured.flatMap(disagreement)];
}

function missingIn(connectionId: string, trace: Trace): string[] {
  const restarts = trace.restarts.filter(each => each.connectionId === connectionId);
  const completed = restarts.find(each => each.outcome === 'completed');
  if (!completed) {
    const outcomes = restarts.map(each => each.outcome).join(', ') || 'none at all';
    return [`${connectionId}: the restart was missed (expected one completed, got ${outcomes})`];
  }
  const kinds = completed.gaps.filter(isInboundNetwork).map(gap => gap.kind);
  return (['audio', 'video'] as const)
    .filter(kind => !kinds.includes(kind))
    .map(kind => `${connectionId}: the restart has no inbound ${kind} gap`);
}

function disagreement({ connectionId, gap, silence }: MeasuredGap): string[] {
  const stream = `${connectionId}: inbound ${gap.kind} ${gap.ssrc}`;
  if (!silence)
    return [`${stream}: a gap of ${gap.durationMs.toFixed(1)} ms that the middlebox knows nothing of`];
  if (silence.durationMs >= gap.lowMs && silence.durationMs <= gap.highMs) return [];
  const bracket = `[${gap.lowMs.toFixed(1)}, ${gap.highMs.toFixed(1)}]`;
  return [`${stream}: the middlebox's ${silence.durationMs.toFixed(1)} ms lie outside of ${bracket}`];
}

function isInboundNetwork(gap: Gap): boolean {
  return gap.direction === 'inbound' && gap.layer === 'network';
}

/** The silence of the gap's stream that shares the most time with it. */
function silenceOf(gap: Gap, silences: Silence[]): Silence | null {
  const shared = (silence: Silence) => Math.min(gap.to, silence.to) - Math.max(gap.from, silence.from);
  const candidates = silences.filter(silence => silence.ssrc === gap.ssrc && shared(silence) > 0);
  return candidates.sort((a, b) => shared(b) - shared(a))[0] ?? null;
}
