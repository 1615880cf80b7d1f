import type { Ink } from '../theme/inks.ts';
import type { Font, Measure, Shape, Target } from './shapes.ts';

type Of<K extends Shape['kind']> = Omit<Extract<Shape, { kind: K }>, 'kind'>;

const plain: Font = { size: 'normal', bold: false };

/** What is being laid out: shapes from back to front, and the targets among them. */
export class Sheet {
  readonly shapes: Shape[] = [];
  readonly targets: Target[] = [];
  readonly #measure: Measure;

  constructor(measure: Measure) {
    this.#measure = measure;
  }

  // Field by field, not by spreading: thousands of these are made for every frame.
  box({ x, y, w, h, fill, stroke, dashed, openRight }: Of<'box'>): void {
    this.shapes.push({ kind: 'box', x, y, w, h, fill, stroke, dashed, openRight });
  }

  hatch(hatch: Of<'hatch'>): void {
    this.shapes.push({ kind: 'hatch', ...hatch });
  }

  line({ x1, y1, x2, y2, ink, width, dashed }: Of<'line'>): void {
    this.shapes.push({ kind: 'line', x1, y1, x2, y2, ink, width, dashed });
  }

  vertical(
    x: number,
    y1: number,
    y2: number,
    ink: Ink,
    style: { dashed?: boolean; width?: number } = {},
  ): void {
    this.line({ x1: x, y1, x2: x, y2, ink, width: style.width, dashed: style.dashed });
  }

  flow(flow: Of<'flow'>): void {
    this.shapes.push({ kind: 'flow', ...flow });
  }

  polygon(polygon: Of<'polygon'>): void {
    this.shapes.push({ kind: 'polygon', ...polygon });
  }

  text({ x, y, text, ink, size, bold, align }: Of<'text'>): void {
    if (text !== '') this.shapes.push({ kind: 'text', x, y, text, ink, size, bold, align });
  }

  target(target: Target): void {
    this.targets.push(target);
  }

  width(text: string, font: Partial<Font> = {}): number {
    return this.#measure(text, { ...plain, ...font });
  }

  /** As much of a text as fits; nothing when hardly a letter would. */
  fitted(text: string, room: number, font: Partial<Font> = {}): string {
    if (room < 14) return '';
    if (this.width(text, font) <= room) return text;
    let [fits, tooLong] = [0, text.length];
    while (tooLong - fits > 1) {
      const middle = (fits + tooLong) >> 1;
      if (this.width(`${text.slice(0, middle)}…`, font) <= room) fits = middle;
      else tooLong = middle;
    }
    return fits < 2 ? '' : `${text.slice(0, fits).trimEnd()}…`;
  }
}

/** The topmost target under a point. */
export function targetAt(targets: Target[], x: number, y: number): Target | null {
  for (let i = targets.length - 1; i >= 0; i--) {
    const target = targets[i]!;
    const inside = x >= target.x && x <= target.x + target.w && y >= target.y && y <= target.y + target.h;
    if (inside) return target;
  }
  return null;
}
