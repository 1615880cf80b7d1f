import type { ConnectionView, FrameView } from '../../trace/view.ts';
import { waitingSince } from '../model/ongoing-silence.ts';
import type { Range } from '../model/viewport.ts';
import { drawAxis, drawGrid } from './axis.ts';
import type { Lane } from './lanes/lane.ts';
import { lanesOf } from './lanes/lanes.ts';
import { Plot } from './plot.ts';
import { drawBands, drawFlags, drawPoles, drawWaiting, flagHeight } from './restart-layer.ts';
import type { Measure, Shape, Target } from './shapes.ts';
import { Sheet } from './sheet.ts';
import { visibleRestarts } from './visible-restarts.ts';

export interface TimelineInput {
  connection: ConnectionView;
  frame: FrameView | null;
  selectedRestartId: string | null;
  /** A moment that is pointed at from elsewhere, say by a row of the log. */
  moment?: number | null;
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
  shapes: Shape[];
  targets: Target[];
  /** Of everything, scrolled out or not. */
  contentHeight: number;
}

const axisHeight = 20;
/** What stays above the lanes: axis and flags. */
export const headHeight = axisHeight + flagHeight + 4;
const labelWidth = 118;
const labelLineHeight = 16;
const rightMargin = 16;
/** Below this there is no room for labels beside the lanes: they go above. */
const narrowBelow = 480;

interface Row {
  lane: Lane;
  top: number;
  height: number;
}

/** Places everything that is visible of one connection's timeline. Pure: the same input, the same shapes. */
export function layoutTimeline(input: TimelineInput): TimelineLayout {
  const { size, range, origin, until, connection } = input;
  const narrow = size.width < narrowBelow;
  const plot = new Plot(narrow ? 8 : labelWidth, size.width - (narrow ? 8 : rightMargin), range, origin);
  const rows = placeRows(lanesOf(connection, input.frame), narrow);
  const contentHeight = (rows.at(-1)?.top ?? headHeight) + (rows.at(-1)?.height ?? 0) + 6;
  const bottom = Math.max(Math.min(size.height, contentHeight - input.scrollTop), headHeight);
  const sheet = new Sheet(input.measure);
  const restarts = visibleRestarts(connection.restarts, range, until);

  drawGrid(sheet, plot, headHeight, bottom);
  drawBands(sheet, plot, restarts, headHeight, bottom);
  drawWaiting(sheet, plot, waitingSince(connection), until, headHeight, bottom);
  drawPoles(sheet, plot, restarts, input.selectedRestartId, headHeight - 4, bottom);
  for (const row of rows) {
    const top = row.top - input.scrollTop;
    if (top + row.height < headHeight || top > size.height) continue;
    if (narrow) sheet.box({ x: 0, y: top, w: size.width, h: labelLineHeight, fill: 'ground' });
    drawLabel(sheet, row, top, narrow);
    const barTop = narrow ? top + labelLineHeight : top;
    row.lane.draw({ sheet, plot, top: barTop, height: row.lane.height, until, restarts });
    const y = top + row.height - 0.5;
    sheet.line({ x1: 0, y1: y, x2: size.width, y2: y, ink: 'line-soft' });
  }
  const { moment = null } = input;
  if (moment !== null && moment >= range.from && moment <= range.to) {
    sheet.vertical(plot.x(moment), headHeight - 4, bottom, 'accent');
  }
  // The head comes last, over lanes that are scrolled under it.
  sheet.box({ x: 0, y: 0, w: size.width, h: headHeight, fill: 'ground' });
  sheet.target({ x: 0, y: 0, w: size.width, h: headHeight, hint: () => '' });
  drawAxis(sheet, plot, 0, axisHeight);
  drawFlags(sheet, plot, restarts, input.selectedRestartId, axisHeight);
  return { plot, shapes: sheet.shapes, targets: sheet.targets, contentHeight };
}

function placeRows(lanes: Lane[], narrow: boolean): Row[] {
  let top = headHeight;
  return lanes.map(lane => {
    const height = lane.height + (narrow ? labelLineHeight : 0);
    const row = { lane, top, height };
    top += height;
    return row;
  });
}

function drawLabel(sheet: Sheet, { lane }: Row, top: number, narrow: boolean): void {
  const x = narrow ? 8 : 12;
  if (narrow) {
    const y = top + labelLineHeight / 2 + 1;
    sheet.text({ x, y, text: lane.label, ink: 'text', size: 'small' });
    const after = x + sheet.width(lane.label, { size: 'small' }) + 8;
    sheet.text({ x: after, y, text: lane.detail, ink: 'dim', size: 'small' });
    return;
  }
  const middle = top + lane.height / 2;
  const room = labelWidth - x - 4;
  const twoLines = lane.detail !== '';
  sheet.text({ x, y: middle - (twoLines ? 6.5 : 0), text: sheet.fitted(lane.label, room), ink: 'text' });
  const detail = sheet.fitted(lane.detail, room, { size: 'small' });
  sheet.text({ x, y: middle + 7, text: detail, ink: 'dim', size: 'small' });
}
