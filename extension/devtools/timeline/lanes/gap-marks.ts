import type { Gap } from '../../../trace/schema/trace.ts';
import { bracketed, bracketText, duration } from '../../text/duration.ts';
import type { Ink } from '../../theme/inks.ts';
import { type LaneArea, moment, span } from './lane.ts';

/** Of narrow gaps no two are drawn closer. */
const leastPixels = 3;
const inset = 5;
const labelMargin = 8;
const wideBar = 24;
/** No label fits into less. */
const leastLabel = 30;

interface Label {
  left: number;
  width: number;
  text: string;
  ink: Ink;
}

/** Draws the gaps of one stream, and keeps their labels from covering each other and the gaps. */
export class GapMarks {
  readonly #area: LaneArea;
  readonly #name: string;
  /** Labels that stand beside their mark may begin here. */
  #freeFrom = Number.NEGATIVE_INFINITY;
  /** Up to here there are marks already. */
  #drawnTo = Number.NEGATIVE_INFINITY;
  /** Where marks begin, and what would stand beside some of them. */
  readonly #marks: number[] = [];
  readonly #labels: Label[] = [];

  constructor(area: LaneArea, name: string) {
    this.#area = area;
    this.#name = name;
  }

  /** A hole in the flow, with its length in it and its error bar at its end. */
  silence(gap: Gap, restartId: string | undefined): void {
    const { plot, sheet, top, height } = this.#area;
    const [x1, x2] = [plot.clampedX(gap.from), plot.clampedX(gap.to)];
    const w = Math.max(2, x2 - x1);
    if (x1 + w < this.#drawnTo + leastPixels) return;
    this.#drawnTo = x1 + w;
    this.#marks.push(x1);
    const box = { x: x1, y: top + inset, w, h: height - 2 * inset };
    if (w < 6) sheet.box({ ...box, fill: 'gap' });
    else sheet.box({ ...box, fill: 'ground', stroke: 'gap', dashed: true });
    if (w >= 6) this.#errorBar(gap);
    this.#label(gap, x1, w);
    const hint = () =>
      `${this.#name}: silent for ${bracketText(gap)} · ${moment(plot, gap.from)} – ${moment(plot, gap.to)}`;
    sheet.target({ ...box, hint, restartId });
  }

  /** Good news: the path changed and nothing was lost. */
  nothingLost(gap: Gap, restartId: string): void {
    const { plot, sheet, top, height } = this.#area;
    if (gap.from < plot.range.from || gap.from > plot.range.to) return;
    const x = plot.x(gap.from);
    this.#marks.push(x);
    sheet.vertical(x, top + inset - 2, top + height - inset + 2, 'no-gap', { width: 3 });
    const { value, tolerance } = bracketed(gap);
    this.#beside(x + 3, `${value} ${tolerance}`, 'no-gap-text');
    const hint = () =>
      `${this.#name}: no media was lost (at most ${duration(gap.highMs)}) · ${moment(plot, gap.from)}`;
    sheet.target({ x: x - 4, y: top, w: 8, h: height, hint, restartId });
  }

  /** A silence that has not ended: open at its end, and growing. */
  ongoing(since: number, restartId: string | undefined): void {
    const { plot, sheet, top, height, until } = this.#area;
    if (since > plot.range.to || until < plot.range.from || until <= since) return;
    const [x1, x2] = [plot.clampedX(since), plot.clampedX(until)];
    const box = { x: x1, y: top + inset, w: Math.max(2, x2 - x1), h: height - 2 * inset };
    this.#marks.push(x1);
    sheet.box({ ...box, fill: 'ground', stroke: 'gap', dashed: true, openRight: true });
    const text = `silent for ${duration(until - since)}`;
    const inside = sheet.width(text, { bold: true }) + 2 * labelMargin <= box.w;
    if (inside) this.#text(x1 + labelMargin, text, 'gap-text', true);
    else this.#beside(x2, text, 'gap-text');
    const hint = () => `${this.#name}: silent now · ${span(plot, since, until)}`;
    sheet.target({ ...box, hint, restartId });
  }

  #errorBar({ from, lowMs, highMs }: Gap): void {
    const { plot, sheet, top, height } = this.#area;
    const [low, high] = [plot.x(from + lowMs), plot.x(from + highMs)];
    if (low > plot.right || high < plot.left) return;
    // A wide one would cross out the label.
    const middle = high - low > wideBar ? top + height - inset - 6 : top + height / 2;
    // Narrower than its strokes it could not be told from a line.
    const half = Math.max((high - low) / 2, 2);
    const centre = (low + high) / 2;
    const [x1, x2] = [Math.max(centre - half, plot.left), Math.min(centre + half, plot.right)];
    sheet.line({ x1, y1: middle, x2, y2: middle, ink: 'gap-text' });
    for (const x of [x1, x2]) sheet.vertical(x, middle - 4, middle + 4, 'gap-text');
  }

  #label(gap: Gap, x: number, w: number): void {
    const { sheet, plot } = this.#area;
    if (w < leastLabel && x + w < this.#freeFrom) return;
    // No text is that short.
    if (x + w + leastLabel > plot.right && w < leastLabel) return;
    const { value, tolerance } = bracketed(gap);
    const valueWidth = sheet.width(value, { bold: true });
    const width = valueWidth + 5 + sheet.width(tolerance, { size: 'small' });
    if (width + 3 * labelMargin <= w) {
      const left = x + (w - width) / 2;
      this.#text(left, value, 'gap-text', true);
      this.#text(left + valueWidth + 5, tolerance, 'gap-text', false);
    } else if (valueWidth + 2 * labelMargin <= w) {
      this.#text(x + (w - valueWidth) / 2, value, 'gap-text', true);
    } else {
      this.#beside(x + w, value, 'gap-text');
    }
  }

  #text(x: number, text: string, ink: Ink, bold: boolean): void {
    const { sheet, top, height } = this.#area;
    sheet.text({ x, y: top + height / 2, text, ink, bold, size: bold ? 'normal' : 'small' });
  }

  /** To be left out where another label stands. */
  #beside(x: number, text: string, ink: Ink): void {
    const { sheet, plot } = this.#area;
    const width = sheet.width(text, { size: 'small' }) + 8;
    const left = x + 4;
    if (left < this.#freeFrom || left + width > plot.right) return;
    this.#freeFrom = left + width + 4;
    this.#labels.push({ left, width, text, ink });
  }

  /** When all gaps are drawn: the labels beside them that hide no other, each on a ground of its own. */
  finish(): void {
    const { sheet, top, height } = this.#area;
    for (const { left, width, text, ink } of this.#labels) {
      if (this.#marks.some(x => x > left - 4 && x < left + width)) continue;
      sheet.box({ x: left, y: top + height / 2 - 8, w: width, h: 16, fill: 'ground', stroke: ink });
      sheet.text({ x: left + 4, y: top + height / 2, text, ink, size: 'small' });
    }
  }
}
