import type { Gap } from '../schema/trace.ts';
import type { StreamView } from '../view.ts';
import type { RestartRecord } from './restart-record.ts';
import type { InboundTrack, Streams } from './streams.ts';

/** A path that mended by itself this shortly before the restart was asked for is still what it was asked for. */
const healedBeforeMs = 5_000;
/** Media may take so long to come back after the restart before its silence is another matter. */
const resumeWithinMs = 10_000;
/** The pages' own pace: readings this close to the switch of paths tell about it. */
const switchMarginMs = 2_000;

/**
 * What a restart cost each inbound stream: the silence around it, or a gap of 0 for a stream that flowed on.
 * A stream whose media is not back yet has no gap yet.
 */
export function gapsOfRestart(record: RestartRecord, streams: Streams, since: number): Gap[] {
  const gaps: Gap[] = [];
  for (const track of streams.inbound.values()) {
    const silences = track.view.gaps.filter(gap => belongs(gap, record, since));
    const gap = nearest(silences, record) ?? zeroGap(track, record);
    if (gap) gaps.push(gap);
  }
  return gaps;
}

function belongs(gap: Gap, record: RestartRecord, since: number): boolean {
  const until = record.settledAt ?? Number.POSITIVE_INFINITY;
  const begins = gap.from <= until && gap.from >= since - 60_000;
  const ends = gap.to >= Math.max(record.requestedAt - healedBeforeMs, since);
  return begins && ends && gap.to <= until + resumeWithinMs;
}

/** The silence during which the restart was asked for, else the longest. */
function nearest(silences: Gap[], { requestedAt }: RestartRecord): Gap | null {
  const during = silences.filter(gap => gap.from <= requestedAt && gap.to >= requestedAt);
  const [longest] = (during.length > 0 ? during : silences).toSorted((a, b) => b.durationMs - a.durationMs);
  return longest ?? null;
}

/** The gap of a stream that lost nothing when the path was switched under it, once readings show it. */
function zeroGap({ view, detector }: InboundTrack, record: RestartRecord): Gap | null {
  const { selectedAt } = record;
  if (selectedAt === null || view.from > record.requestedAt || view.silentSince !== null) return null;
  const newest = view.activity.at(-1);
  if (!newest || newest.t < selectedAt || newest.packetsPerSecond === 0) return null;
  const hidden = detector.hiddenAtMost(record.requestedAt, selectedAt + switchMarginMs);
  if (hidden === null) return null;
  const { direction, kind, mid, ssrc } = view;
  const at = { from: selectedAt, to: selectedAt };
  return { direction, kind, layer: 'network', mid, ssrc, ...at, durationMs: 0, lowMs: 0, highMs: hidden };
}

/** Whether every inbound stream that was there before has told what the restart cost it. */
export function gapsComplete(gaps: Gap[], record: RestartRecord, views: StreamView[]): boolean {
  const before = views.filter(view => view.direction === 'inbound' && view.from < record.requestedAt);
  return gaps.length >= before.length;
}
