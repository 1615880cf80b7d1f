import type { Ink } from '../theme/inks.ts';
import type { Point } from './gestures.ts';
import type { Font, Measure, Output, Shape, Target } from './shapes.ts';

type Of<K extends Shape['kind']> = Omit<Extract<Shape, { kind: K }>, 'kind'>;

const plain: Font = { size: 'normal', bold: false };

/** What is being laid out: shapes from back to front, and the targets among them. */
export class Sheet {
  readonly #output: Output;
  readonly #measure: Measure;

  constructor(output: Output, measure: Measure) {
    this.#output = output;
    this.#measure = measure;
  }

  // Field by field, not by spreading: thousands of these are made for every frame.
  box({ x, y, w, h, fill, stroke, dashed, openRight }: Of<'box'>): void {
    this.#output.paint({ kind: 'box', x, y, w, h, fill, stroke, dashed, openRight });
  }

  hatch(hatch: Of<'hatch'>): void {
    this.#output.paint({ kind: 'hatch', ...hatch });
  }

  line({ x1, y1, x2, y2, ink, width, dashed }: Of<'line'>): void {
    this.#output.paint({ kind: 'line', x1, y1, x2, y2, ink, width, dashed });
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
    this.#output.paint({ kind: 'flow', ...flow });
  }

  polygon(polygon: Of<'polygon'>): void {
    this.#output.paint({ kind: 'polygon', ...polygon });
  }

  text({ x, y, text, ink, size, bold, align }: Of<'text'>): void {
    if (text !== '') this.#output.paint({ kind: 'text', x, y, text, ink, size, bold, align });
  }

  target(target: Target): void {
    this.#output.target(target);
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

/** What a drawing consists of, for who needs it whole. */
export function gathered<T>(draw: (output: Output) => T): T & { shapes: Shape[]; targets: Target[] } {
  const shapes: Shape[] = [];
  const targets: Target[] = [];
  const drawn = draw({ paint: shape => shapes.push(shape), target: target => targets.push(target) });
  return { ...drawn, shapes, targets };
}

/** The topmost target under a point, of those that it is told one after the other. */
export class Pointed {
  target: Target | null = null;
  readonly #at: Point | null;

  constructor(at: Point | null) {
    this.#at = at;
  }

  readonly see = (target: Target): void => {
    if (this.#at && isWithin(target, this.#at)) this.target = target;
  };
}

function isWithin(target: Target, { x, y }: Point): boolean {
  return x >= target.x && x <= target.x + target.w && y >= target.y && y <= target.y + target.h;
}
