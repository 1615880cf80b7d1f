import type { ConnectionView } from '../../trace/view.ts';
import { deadSince } from '../model/ongoing-silence.ts';
import { mediaGapsOf } from '../model/restart-gaps.ts';
import { type Range, wholeOf } from '../model/viewport.ts';
import type { Ink } from '../theme/inks.ts';
import { fullRate, halfHeight, sampleFlow } from './lanes/flow.ts';
import { apart, type Band, drawSilences, lostIn, silencesOf } from './overview-silences.ts';
import { Plot } from './plot.ts';
import { inkOf } from './restart-layer.ts';
import type { Output } from './shapes.ts';
import { Sheet } from './sheet.ts';
import { type VisibleRestart, visibleRestarts } from './visible-restarts.ts';

export interface TraceInput {
  connection: ConnectionView;
  /** Everything there is. */
  extent: Range;
  selectedRestartId: string | null;
  until: number;
  size: { width: number; height: number };
}

const margin = 8;
const inset = 5;
const handleHeight = 14;

/** Where which time of the whole trace stands in a strip of that width. */
export function overviewPlot(width: number, extent: Range): Plot {
  return new Plot(margin, width - margin, wholeOf(extent), extent.from);
}

/** The whole trace in a strip: media as a silhouette, silences cut out of it. */
export function layoutTrace(input: TraceInput, output: Output): void {
  const { size, extent, connection } = input;
  const shown = wholeOf(extent);
  const plot = overviewPlot(size.width, extent);
  const band = { y: inset, h: size.height - 2 * inset };
  const sheet = new Sheet(output, () => 0);
  drawSilhouette(sheet, plot, input);
  const restarts = visibleRestarts(connection.restarts, shown, input.until);
  drawSilences(sheet, plot, silencesOf(restarts, connection.breaks), band);
  drawOthers(sheet, plot, restarts, band);
  drawSelected(sheet, plot, input);
  drawOngoingSilence(sheet, plot, input, band);
}

function drawSilhouette(sheet: Sheet, plot: Plot, { connection, size }: TraceInput): void {
  const inbound = connection.streams.filter(({ direction }) => direction === 'inbound');
  // One kind says it all, and more of them would only cover each other.
  const kind = inbound.some(stream => stream.kind === 'audio') ? 'audio' : inbound[0]?.kind;
  for (const stream of inbound) {
    if (stream.kind !== kind) continue;
    const { readUntil } = stream.activity;
    if (readUntil === null) continue;
    const samples = sampleFlow(stream.activity, { from: stream.from, to: readUntil }, plot);
    const full = fullRate([samples]);
    const halves = samples.rates.map(rate => halfHeight(rate, full, size.height * 0.5));
    sheet.flow({ y: size.height / 2, xs: samples.xs, halves, ink: `${stream.kind}-out` });
  }
}

/** A restart that cost nothing as a thin green line, any other as a blue or, if it failed, a red one. */
function drawOthers(sheet: Sheet, plot: Plot, restarts: VisibleRestart[], band: Band): void {
  const w = 3;
  const drawnTo = new Map<Ink, number>();
  for (const { restart, range } of restarts) {
    if (lostIn(restart).length > 0) continue;
    const ink = mediaGapsOf(restart).length > 0 ? 'no-gap' : inkOf(restart);
    const x = plot.x(range.from) - 1;
    if (x < (drawnTo.get(ink) ?? Number.NEGATIVE_INFINITY) + apart) continue;
    drawnTo.set(ink, x + w);
    sheet.box({ x, ...band, w, fill: ink });
  }
}

function drawSelected(sheet: Sheet, plot: Plot, { connection, selectedRestartId }: TraceInput): void {
  const selected = connection.restarts.find(({ id }) => id === selectedRestartId);
  if (!selected) return;
  const x = plot.x(selected.requestedAt);
  sheet.polygon({ points: [x - 4, 0, x + 4, 0, x, 5], ink: 'accent' });
}

function drawOngoingSilence(sheet: Sheet, plot: Plot, { connection, until }: TraceInput, band: Band): void {
  const dead = deadSince(connection);
  if (dead === null) return;
  const x = plot.x(dead);
  const w = Math.max(2, plot.x(until) - x);
  sheet.box({ x, ...band, w, fill: 'gap', openRight: true });
}

/** The window on the trace: what the timeline below shows of it. */
export function layoutWindow(plot: Plot, range: Range, size: TraceInput['size'], output: Output): void {
  const sheet = new Sheet(output, () => 0);
  const [x1, x2] = [
    plot.clampedX(range.from),
    Math.max(plot.clampedX(range.to), plot.clampedX(range.from) + 3),
  ];
  sheet.box({ x: 0, y: 0, w: x1, h: size.height, fill: 'shade' });
  sheet.box({ x: x2, y: 0, w: size.width - x2, h: size.height, fill: 'shade' });
  sheet.box({ x: x1, y: 0, w: x2 - x1, h: size.height - 1, stroke: 'window' });
  for (const x of [x1, x2]) {
    const y = (size.height - handleHeight) / 2;
    sheet.box({ x: x - 2, y, w: 4, h: handleHeight, fill: 'window' });
  }
}
