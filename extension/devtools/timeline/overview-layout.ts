import type { ConnectionView } from '../../trace/view.ts';
import { deadSince } from '../model/ongoing-silence.ts';
import { mediaGapsOf } from '../model/restart-gaps.ts';
import type { Range } from '../model/viewport.ts';
import { wholeOf } from '../model/viewport.ts';
import { fullRate, halfHeight, sampleFlow } from './lanes/flow.ts';
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
  const sheet = new Sheet(output, () => 0);
  drawSilhouette(sheet, plot, input);
  for (const visible of visibleRestarts(connection.restarts, shown, input.until)) {
    drawRestart(sheet, plot, visible, input);
  }
  for (const { from, to } of connection.breaks) {
    const w = Math.max(1, plot.x(to) - plot.x(from));
    sheet.box({ x: plot.x(from), y: inset, w, h: size.height - 2 * inset, fill: 'gap' });
  }
  drawOngoingSilence(sheet, plot, input);
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

/** A silence as a red block, a restart that cost nothing as a thin green line, any other as a blue one. */
function drawRestart(sheet: Sheet, plot: Plot, { restart, range }: VisibleRestart, input: TraceInput) {
  const lost = mediaGapsOf(restart).filter(gap => gap.durationMs > 0);
  const box = { y: inset, h: input.size.height - 2 * inset };
  const selected = restart.id === input.selectedRestartId;
  if (lost.length > 0) {
    const x = plot.x(Math.min(...lost.map(gap => gap.from)));
    const w = Math.max(2, plot.x(Math.max(...lost.map(gap => gap.to))) - x);
    sheet.box({ x, ...box, w, fill: 'gap' });
  } else {
    const x = plot.x(range.from);
    const ink = mediaGapsOf(restart).length > 0 ? 'no-gap' : inkOf(restart);
    sheet.box({ x: x - 1, ...box, w: 3, fill: ink });
  }
  if (!selected) return;
  const x = plot.x(restart.requestedAt);
  sheet.polygon({ points: [x - 4, 0, x + 4, 0, x, 5], ink: 'accent' });
}

function drawOngoingSilence(sheet: Sheet, plot: Plot, { connection, size, until }: TraceInput): void {
  const dead = deadSince(connection);
  if (dead === null) return;
  const x = plot.x(dead);
  const w = Math.max(2, plot.x(until) - x);
  sheet.box({ x, y: inset, w, h: size.height - 2 * inset, fill: 'gap', openRight: true });
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
