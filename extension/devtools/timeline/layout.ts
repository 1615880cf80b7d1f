import type { ConnectionView, FrameView, Mark } from '../../trace/view.ts';
import { waitingSince } from '../model/ongoing-silence.ts';
import type { Range } from '../model/viewport.ts';
import { drawAxis, drawGrid } from './axis.ts';
import type { Lane } from './lanes/lane.ts';
import { lanesOf } from './lanes/lanes.ts';
import { drawMarkPoles } from './lanes/mark-lane.ts';
import type { Said } from './lanes/said.ts';
import { drawMeasured } from './measure-layer.ts';
import { drawPage } from './page-layer.ts';
import { Plot } from './plot.ts';
import { drawBands, drawFlags, drawPoles, drawWaiting, flagHeight, placeFlags } from './restart-layer.ts';
import { labelLineHeight, placeRows, type Row } from './rows.ts';
import type { Measure, Output } from './shapes.ts';
import { Sheet } from './sheet.ts';
import { restartGapsOf, visibleRestarts } from './visible-restarts.ts';

export interface TimelineInput {
  connection: ConnectionView;
  frame: FrameView | null;
  /** Remarks on the recording. */
  marks?: readonly Mark[];
  selectedRestartId: string | null;
  /** A moment that is pointed at from elsewhere, say by a row of the log. */
  moment?: number | null;
  /** Where the crosshair stands: the labels then say what held there. */
  crosshair?: number | null;
  /** What is being measured. */
  measured?: Range | null;
  /** The lanes that are folded away, by their `foldId`. */
  folded?: ReadonlySet<string>;
  range: Range;
  /** Time 0 of the axis. */
  origin: number;
  /** Until then what lasts has lasted. */
  until: number;
  size: { width: number; height: number };
  /** How far the lanes are scrolled up under the axis. */
  scrollTop: number;
  measure: Measure;
}

export interface TimelineLayout {
  plot: Plot;
  rows: Row[];
  /** Of everything, scrolled out or not. */
  contentHeight: number;
}

const axisHeight = 20;
/** What stays above the lanes: axis and flags. */
export const headHeight = axisHeight + flagHeight + 4;
const labelWidth = 118;
const rightMargin = 16;
/** Below this there is no room for labels beside the lanes: they go above. */
const narrowBelow = 480;

const unfolded: ReadonlySet<string> = new Set();

/** Where which time stands in a timeline of that width. */
export function plotOf(width: number, range: Range, origin: number): Plot {
  const narrow = isNarrow(width);
  return new Plot(narrow ? 8 : labelWidth, width - (narrow ? 8 : rightMargin), range, origin);
}

const isNarrow = (width: number) => width < narrowBelow;

/** Places everything that is visible of one connection's timeline. Pure: the same input, the same shapes. */
export function layoutTimeline(input: TimelineInput, output: Output): TimelineLayout {
  const { size, range, origin, until, connection } = input;
  const narrow = isNarrow(size.width);
  const plot = plotOf(size.width, range, origin);
  const rows = placeRows(
    lanesOf(connection, input.frame, input.marks ?? []),
    headHeight,
    narrow,
    input.folded ?? unfolded,
  );
  const contentHeight = (rows.at(-1)?.top ?? headHeight) + (rows.at(-1)?.height ?? 0) + 6;
  const bottom = Math.max(Math.min(size.height, contentHeight - input.scrollTop), headHeight);
  const sheet = new Sheet(output, input.measure);
  const restarts = visibleRestarts(connection.restarts, range, until);
  const restartGaps = restartGapsOf(restarts);

  if (input.frame) drawPage(sheet, plot, input.frame, until, headHeight, bottom);
  drawGrid(sheet, plot, headHeight, bottom);
  drawBands(sheet, plot, restarts, headHeight, bottom);
  drawWaiting(sheet, plot, waitingSince(connection), until, headHeight, bottom);
  const flags = placeFlags(sheet, plot, restarts, input.selectedRestartId);
  drawPoles(sheet, plot, flags, input.selectedRestartId, headHeight - 4, bottom);
  drawMarkPoles({ sheet, plot }, input.marks ?? [], headHeight, bottom);
  for (const row of rows) {
    const top = row.top - input.scrollTop;
    if (top + row.height < headHeight || top > size.height) continue;
    if (narrow) sheet.box({ x: 0, y: top, w: size.width, h: row.labelHeight, fill: 'ground' });
    drawLabel(sheet, row, top, narrow, saidAt(row.lane, input, narrow));
    const barTop = narrow ? top + labelLineHeight : top;
    if (!row.folded)
      row.lane.draw({ sheet, plot, top: barTop, height: row.lane.height, until, restarts, restartGaps });
    const y = top + row.height - 0.5;
    sheet.line({ x1: 0, y1: y, x2: size.width, y2: y, ink: 'line-soft' });
  }
  const { moment = null } = input;
  if (moment !== null && moment >= range.from && moment <= range.to) {
    sheet.vertical(plot.x(moment), headHeight - 4, bottom, 'accent');
  }
  if (input.measured) drawMeasured(sheet, plot, input.measured, headHeight - 4, bottom);
  // The head comes last, over lanes that are scrolled under it.
  sheet.box({ x: 0, y: 0, w: size.width, h: headHeight, fill: 'ground' });
  sheet.target({ x: 0, y: 0, w: size.width, h: headHeight, hint: () => '' });
  drawAxis(sheet, plot, 0, axisHeight);
  drawFlags(sheet, plot, flags, input.selectedRestartId, axisHeight);
  return { plot, rows, contentHeight };
}

/** What a lane says at the crosshair; without one, what has no other detail says how it ended on the right. */
function saidAt(lane: Lane, { crosshair, until, range }: TimelineInput, narrow: boolean): Said | null {
  if (crosshair != null) return lane.saysAt?.(Math.min(crosshair, until), until) ?? null;
  return lane.detail === '' && !narrow ? (lane.saysAt?.(Math.min(until, range.to), until) ?? null) : null;
}

function drawLabel(sheet: Sheet, row: Row, top: number, narrow: boolean, said: Said | null): void {
  const { lane, folded, labelHeight } = row;
  const x = narrow ? 18 : 20;
  const middle = top + labelHeight / 2;
  drawChevron(sheet, x - 10, middle, folded);
  const detail = said?.text ?? lane.detail;
  const ink = said ? (said.bad ? 'gap-text' : 'text') : 'dim';
  if (narrow || folded) {
    const label = narrow ? lane.label : sheet.fitted(lane.label, labelWidth - x - 4);
    sheet.text({ x, y: middle, text: label, ink: folded ? 'dim' : 'text', size: 'small' });
    const after = x + sheet.width(label, { size: 'small' }) + 8;
    const room = narrow ? Number.POSITIVE_INFINITY : labelWidth - after - 4;
    sheet.text({
      x: after,
      y: middle,
      text: sheet.fitted(detail, room, { size: 'small' }),
      ink,
      size: 'small',
    });
    return;
  }
  const room = labelWidth - x - 4;
  const y = middle - (detail === '' ? 0 : 6);
  sheet.text({ x, y, text: sheet.fitted(lane.label, room), ink: 'text' });
  sheet.text({ x, y: middle + 7, text: sheet.fitted(detail, room, { size: 'small' }), ink, size: 'small' });
}

/** Points down to what is open, and to the right where it is folded. */
function drawChevron(sheet: Sheet, x: number, y: number, folded: boolean): void {
  const points = folded ? [x - 2, y - 4, x + 3, y, x - 2, y + 4] : [x - 4, y - 2, x + 4, y - 2, x, y + 3];
  sheet.polygon({ points, ink: 'off' });
}
