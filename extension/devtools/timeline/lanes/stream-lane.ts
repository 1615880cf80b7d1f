import type { Gap } from '../../../trace/schema/trace.ts';
import type { StreamView } from '../../../trace/view.ts';
import { duration } from '../../text/duration.ts';
import { grouped } from '../../text/grouped.ts';
import { streamName, streamPlace } from '../../text/words.ts';
import type { Ink } from '../../theme/inks.ts';
import { flowingWithin, fullRate, halfHeight, rangesWithin, sampleFlow } from './flow.ts';
import { GapMarks } from './gap-marks.ts';
import { type Lane, type LaneArea, laneHeights, span } from './lane.ts';
import type { Said } from './said.ts';

const inks: Record<StreamView['kind'], Record<StreamView['direction'], Ink>> = {
  audio: { inbound: 'audio-in', outbound: 'audio-out' },
  video: { inbound: 'video-in', outbound: 'video-out' },
  data: { inbound: 'data-in', outbound: 'data-out' },
};

/** Narrower gaps are drawn over the flow, not cut out of it. */
const leastGapPixels = 2;

/** Media as a flow, with its gaps cut out of it. */
export function streamLane(stream: StreamView): Lane {
  return {
    id: stream.key,
    label: streamName(stream),
    detail: streamPlace(stream),
    height: laneHeights.stream,
    foldId: `${stream.kind}-${stream.direction}`,
    saysAt: t => flowAt(stream, t),
    draw: area => {
      drawFlow(area, stream);
      drawIdle(area, stream);
      drawGaps(area, stream);
    },
  };
}

/** Silences are told by how long they had lasted by then, and flow by its pace. */
function flowAt(stream: StreamView, t: number): Said | null {
  if (t < stream.from) return null;
  const [gap] = rangesWithin(stream.gaps, { from: t, to: t });
  const since = gap?.from ?? stream.silentSince;
  if (since !== null && t > since && (!gap || t < gap.to)) {
    return { text: `silent ${duration(t - since)}`, bad: true };
  }
  if (rangesWithin(stream.idle, { from: t, to: t }).length > 0) return { text: 'idle' };
  const rate = stream.activity.rateAt(t);
  return rate === null ? null : { text: `${grouped(rate)} packets/s` };
}

function drawFlow({ sheet, plot, top, height, until }: LaneArea, stream: StreamView): void {
  const y = top + height / 2;
  const ink = inks[stream.kind][stream.direction];
  const stretches = flowingWithin(stream, plot.range, leastGapPixels * plot.msPerPixel);
  const samples = stretches.map(stretch => sampleFlow(stream.activity, stretch, plot));
  const full = fullRate(samples);
  for (const { xs, rates } of samples) {
    sheet.flow({ y, xs, halves: rates.map(rate => halfHeight(rate, full, height - 12)), ink });
  }
  const read = stream.activity.readUntil ?? stream.from;
  // What was not read yet is neither flow nor gap.
  if (stream.silentSince === null && until > read) {
    const [x1, x2] = [plot.clampedX(read), plot.clampedX(Math.min(until, read + 2_000))];
    sheet.line({ x1, y1: y, x2, y2: y, ink, dashed: true });
  }
}

/** Where a stream had nothing to send its lane stays empty but for a line: nothing was lost there. */
function drawIdle({ sheet, plot, top, height }: LaneArea, stream: StreamView): void {
  const y = top + height / 2;
  for (const { from, to } of rangesWithin(stream.idle, plot.range)) {
    const [x1, x2] = [plot.clampedX(from), plot.clampedX(to)];
    sheet.line({ x1, y1: y, x2, y2: y, ink: inks[stream.kind][stream.direction] });
    const hint = () =>
      `${streamName(stream)}: no packets, though the path was alive: muted, paused or waiting · ${span(plot, from, to)}`;
    sheet.target({ x: x1, y: top, w: Math.max(3, x2 - x1), h: height, hint });
    const text = sheet.fitted('idle', x2 - x1 - 12, { size: 'small' });
    if (text === 'idle') sheet.text({ x: x1 + 6, y: y - 8, text, ink: 'dim', size: 'small' });
  }
}

function drawGaps(area: LaneArea, stream: StreamView): void {
  const marks = new GapMarks(area, `${streamName(stream)}, ${streamPlace(stream)}`);
  const restartOf = new Map<Gap, string>();
  for (const { gap, restartId } of area.restartGaps.get(stream.ssrc) ?? []) {
    if (gap.direction === stream.direction) restartOf.set(gap, restartId);
  }
  for (const gap of rangesWithin(stream.gaps, area.plot.range)) marks.silence(gap, restartOf.get(gap));
  for (const [gap, restartId] of restartOf) {
    if (gap.durationMs === 0) marks.nothingLost(gap, restartId);
    // What the far side missed is known of restarts only.
    else if (stream.direction === 'outbound') marks.silence(gap, restartId);
  }
  if (stream.silentSince !== null) {
    const newest = area.restarts.at(-1)?.restart;
    marks.ongoing(stream.silentSince, newest?.settledAt === null ? newest.id : undefined);
  }
  marks.finish();
}
