import type { Range } from '../model/viewport.ts';
import { duration } from '../text/duration.ts';
import type { Plot } from './plot.ts';
import type { Sheet } from './sheet.ts';

const labelHeight = 18;
const padding = 6;

/** What is measured: its two ends through all lanes, and its length between them, to a tenth of a millisecond. */
export function drawMeasured(sheet: Sheet, plot: Plot, stretch: Range, top: number, bottom: number): void {
  const [x1, x2] = [plot.clampedX(stretch.from), plot.clampedX(stretch.to)];
  sheet.box({ x: x1, y: top, w: x2 - x1, h: bottom - top, fill: 'measured' });
  for (const t of [stretch.from, stretch.to]) {
    if (t >= plot.range.from && t <= plot.range.to) sheet.vertical(plot.x(t), top, bottom, 'text');
  }
  const text = measuredText(stretch);
  const w = sheet.width(text, { bold: true }) + 2 * padding;
  const middle = Math.min(Math.max((x1 + x2) / 2, plot.left + w / 2), plot.right - w / 2);
  const y = Math.max(top + 4, bottom - labelHeight - 4);
  sheet.line({ x1, y1: y + labelHeight / 2, x2, y2: y + labelHeight / 2, ink: 'text' });
  sheet.box({ x: middle - w / 2, y, w, h: labelHeight, fill: 'text' });
  sheet.text({ x: middle, y: y + labelHeight / 2, text, ink: 'ground', bold: true, align: 'center' });
}

export function measuredText({ from, to }: Range): string {
  const ms = to - from;
  return ms < 1_000 ? `${ms.toFixed(1)} ms` : duration(ms);
}
