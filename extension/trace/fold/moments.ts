import type { Gap, Moments } from '../schema/trace.ts';
import type { ConnectionView, FrameView, Segment } from '../view.ts';
import { networkChanges } from './frame.ts';
import type { RestartRecord } from './restart-record.ts';

/** A sign this long before the last packet may still be of the same trouble. */
const leadMs = 5_000;

/**
 * When each step of a restart was taken. `deadSince` is the last packet before the silence that it ended, if it
 * ended one.
 */
export function momentsOf(
  record: RestartRecord,
  gaps: Gap[],
  deadSince: number | null,
  { connection, frame }: { connection: ConnectionView; frame: FrameView | undefined },
): Moments {
  const { offeredAt, answeredAt, gatheringTo, selectedAt, requestedAt } = record;
  return {
    noticedAt: noticedAt(connection, frame, (deadSince ?? requestedAt) - leadMs, requestedAt),
    offeredAt,
    answeredAt,
    firstCandidates: firstOfEachType(record),
    gatheredAt: gatheringTo,
    selectedAt,
    mediaBackAt: mediaBackAt(gaps, selectedAt),
  };
}

function noticedAt(
  { ice, connection }: ConnectionView,
  frame: FrameView | undefined,
  from: number,
  to: number,
): number | null {
  const trouble = [...since(ice, from), ...since(connection, from)].filter(
    ({ value }) => value === 'disconnected' || value === 'failed',
  );
  const signs = [...trouble.map(segment => segment.from), ...(frame ? networkChanges(frame) : [])];
  const within = signs.filter(t => t >= from && t <= to);
  return within.length > 0 ? Math.min(...within) : null;
}

/** The segments that began at `from` or later. A long trace has thousands before them, which nobody needs to look at. */
function since<T>(segments: Segment<T>[], from: number): Segment<T>[] {
  let first = segments.length;
  while (first > 0 && segments[first - 1]!.from >= from) first--;
  return segments.slice(first);
}

function firstOfEachType({ gathered }: RestartRecord): Moments['firstCandidates'] {
  const first = new Map<string, number>();
  for (const { t, candidate } of gathered) if (!first.has(candidate.type)) first.set(candidate.type, t);
  return [...first].map(([type, at]) => ({ type, at }));
}

function mediaBackAt(gaps: Gap[], selectedAt: number | null): number | null {
  const inbound = gaps.filter(({ direction, layer }) => direction === 'inbound' && layer === 'network');
  if (inbound.length === 0 || selectedAt === null) return null;
  return Math.max(...inbound.map(({ to }) => to));
}
