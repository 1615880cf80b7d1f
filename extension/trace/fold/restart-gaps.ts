import type { Gap } from '../schema/trace.ts';
import type { StreamView } from '../view.ts';
import type { InboundTrack } from './inbound-track.ts';
import type { RestartRecord } from './restart-record.ts';
import type { Streams } from './streams.ts';

/** A path that mended by itself this shortly before the restart was asked for is still what it was asked for. */
const healedBeforeMs = 5_000;
/** The silence that a restart was asked for may have ended so shortly before. */
const justBeforeMs = 1_000;
/** Media may take so long to come back after the restart before its silence is another matter. */
const resumeWithinMs = 10_000;
/** A stream that paused for so long during the switch does not tell what it cost. */
const pauseMs = 300;
/** Readings this close after the switch of paths tell about it, and losses this close before the request. */
const switchMarginMs = 2_000;

/**
 * What a restart cost each stream: the silence around it, or a gap of 0 for a stream that flowed on; what a
 * person noticed of it; and what the far side missed of ours. A stream whose media is not back yet has no gap
 * yet, and one that was idle has none at all.
 */
export function gapsOfRestart(record: RestartRecord, streams: Streams, since: number): Gap[] {
  const gaps: Gap[] = [];
  for (const track of streams.inbound.values()) {
    const gap = nearest(belonging(track.view, record, since), record) ?? zeroGap(track, record);
    if (gap) gaps.push(gap, ...playoutGaps(track, gap));
  }
  const data = streams.data && nearest(belonging(streams.data.view, record, since), record);
  if (data) gaps.push(data);
  return [...gaps, ...outboundGaps(streams, gaps)];
}

function belonging(view: StreamView, record: RestartRecord, since: number): Gap[] {
  const until = record.settledAt ?? Number.POSITIVE_INFINITY;
  const endsFrom = Math.max(record.requestedAt - healedBeforeMs, since);
  const gaps: Gap[] = [];
  // The silences of a stream follow one another: those before the first that ended too early ended earlier still.
  for (let i = view.gaps.length - 1; i >= 0 && view.gaps[i]!.to >= endsFrom; i--) {
    const gap = view.gaps[i]!;
    const begins = gap.from <= until && gap.from >= since - 60_000;
    if (begins && gap.to <= until + resumeWithinMs) gaps.push(gap);
  }
  return gaps.reverse();
}

/** The longest silence during which the restart was asked for, or just after which; else the longest. */
function nearest(silences: Gap[], { requestedAt }: RestartRecord): Gap | null {
  const during = silences.filter(gap => gap.from <= requestedAt && gap.to >= requestedAt - justBeforeMs);
  const [longest] = (during.length > 0 ? during : silences).toSorted((a, b) => b.durationMs - a.durationMs);
  return longest ?? null;
}

/** The gap of a stream that lost nothing when the path was switched under it, once readings show it. */
function zeroGap({ view, detector }: InboundTrack, record: RestartRecord): Gap | null {
  const { selectedAt, requestedAt } = record;
  if (selectedAt === null || view.from > requestedAt || detector.silentSince !== null) return null;
  const { readUntil, newestRate } = view.activity;
  if (readUntil === null || readUntil < selectedAt || newestRate === 0) return null;
  const pausedMs = ({ from, to }: { from: number; to: number }) =>
    Math.min(to, selectedAt) - Math.max(from, requestedAt);
  // Shorter pauses are hiccups of a busy machine, and lie within the bracket.
  if (view.idle.some(pause => pausedMs(pause) >= pauseMs)) return null;
  const hidden = detector.hiddenAtMost(
    requestedAt,
    selectedAt + switchMarginMs,
    requestedAt - switchMarginMs,
  );
  if (hidden === null) return null;
  const { direction, kind, mid, ssrc } = view;
  const at = { from: selectedAt, to: selectedAt };
  return { direction, kind, layer: 'network', mid, ssrc, ...at, durationMs: 0, lowMs: 0, highMs: hidden };
}

function playoutGaps({ view, playout }: InboundTrack, network: Gap): Gap[] {
  const noticed = view.kind === 'video' ? playout.frozen : playout.concealed;
  const loss = noticed.call(playout, network.from, network.to);
  const { direction, kind, mid, ssrc } = view;
  return loss ? [{ direction, kind, layer: 'playout', mid, ssrc, ...loss }] : [];
}

/** A cut of the path both ways silences our streams at the far side when it silences theirs here. */
function outboundGaps(streams: Streams, inbound: Gap[]): Gap[] {
  const lost = inbound.filter(({ layer, durationMs }) => layer === 'network' && durationMs > 0);
  if (lost.length === 0) return [];
  const from = Math.min(...lost.map(gap => gap.from));
  const to = Math.max(...lost.map(gap => gap.to));
  const gaps: Gap[] = [];
  for (const { view, loss } of streams.outbound.values()) {
    const missing = loss.missing(from, to);
    const { direction, kind, mid, ssrc } = view;
    if (missing) gaps.push({ direction, kind, layer: 'network', mid, ssrc, ...missing });
  }
  return gaps;
}

/** Whether every inbound stream that was there before has told what the restart cost it. */
export function gapsComplete(gaps: Gap[], record: RestartRecord, views: StreamView[]): boolean {
  const inbound = gaps.filter(
    ({ direction, layer, kind }) => direction === 'inbound' && layer === 'network' && kind !== 'data',
  );
  const before = views.filter(
    ({ direction, kind, from }) => direction === 'inbound' && kind !== 'data' && from < record.requestedAt,
  );
  return inbound.length >= before.length;
}
