import type { Ink, Inks } from '../theme/inks.ts';
import { dash, type Font, fontPx, type Measure, type Shape } from './shapes.ts';

type ShapeOf<K extends Shape['kind']> = Extract<Shape, { kind: K }>;

const hatchPx = 5;

const fontOf = ({ size, bold }: Font, family: string) => `${bold ? '600 ' : ''}${fontPx[size]}px ${family}`;

/** Measures texts as they are drawn in these inks; each only once, and on a canvas that nobody draws on. */
export function measureIn(inks: Inks): Measure {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) throw new Error('This browser gives no 2d canvas');
  const known = new Map<string, number>();
  return (text, font) => {
    const key = `${font.size}${font.bold}${text}`;
    let width = known.get(key);
    if (width === undefined) {
      context.font = fontOf(font, inks.fontFamily);
      width = context.measureText(text).width;
      // A growing duration is a new text many times a second.
      if (known.size > 5_000) known.clear();
      known.set(key, width);
    }
    return width;
  };
}

/** Draws shapes on a canvas whose units are CSS pixels, and alone on it while it does. */
export class Painter {
  readonly #context: CanvasRenderingContext2D;
  readonly #inks: Inks;
  // What the context is set to: setting it again costs more than drawing a box.
  #fillInk: Ink | null = null;
  #strokeInk: Ink | null = null;
  #dashed = false;
  #font = '';

  constructor(context: CanvasRenderingContext2D, inks: Inks) {
    this.#context = context;
    this.#inks = inks;
    context.textBaseline = 'middle';
    context.setLineDash([]);
  }

  paint(shape: Shape): void {
    switch (shape.kind) {
      case 'box':
        return this.#box(shape);
      case 'hatch':
        return this.#hatch(shape);
      case 'line':
        return this.#line(shape);
      case 'flow':
        return this.#flow(shape);
      case 'polygon':
        return this.#polygon(shape);
      case 'text':
        return this.#text(shape);
    }
  }

  #fill(ink: Ink): void {
    if (ink !== this.#fillInk) this.#context.fillStyle = this.#inks.colours[ink];
    this.#fillInk = ink;
  }

  #stroke(ink: Ink, dashed = false, width = 1): void {
    if (ink !== this.#strokeInk) this.#context.strokeStyle = this.#inks.colours[ink];
    if (dashed !== this.#dashed) this.#context.setLineDash(dashed ? dash : []);
    this.#strokeInk = ink;
    this.#dashed = dashed;
    this.#context.lineWidth = width;
  }

  #box({ x, y, w, h, fill, stroke, dashed, openRight }: ShapeOf<'box'>): void {
    const context = this.#context;
    if (fill) {
      this.#fill(fill);
      context.fillRect(x, y, w, h);
    }
    if (!stroke) return;
    this.#stroke(stroke, dashed);
    // Half a pixel in, a line one pixel wide covers exactly one.
    const [left, top] = [Math.round(x) + 0.5, Math.round(y) + 0.5];
    const [right, bottom] = [Math.round(x + w) - 0.5, Math.round(y + h) - 0.5];
    // Far quicker than a path; where the dashes begin is told by the path.
    if (!openRight && !dashed) return context.strokeRect(left, top, right - left, bottom - top);
    context.beginPath();
    context.moveTo(right, top);
    context.lineTo(left, top);
    context.lineTo(left, bottom);
    context.lineTo(right, bottom);
    if (!openRight) context.closePath();
    context.stroke();
  }

  #hatch({ x, y, w, h, ink }: ShapeOf<'hatch'>): void {
    const context = this.#context;
    this.#stroke(ink);
    context.save();
    context.beginPath();
    context.rect(x, y, w, h);
    context.clip();
    context.globalAlpha = 0.35;
    context.beginPath();
    // From a fixed origin, so that the lines do not crawl while the box grows.
    for (let at = x - h - ((x - h) % hatchPx); at < x + w; at += hatchPx) {
      context.moveTo(at, y + h);
      context.lineTo(at + h, y);
    }
    context.stroke();
    context.restore();
  }

  #line({ x1, y1, x2, y2, ink, width = 1, dashed }: ShapeOf<'line'>): void {
    if (x1 === x2 && !dashed) {
      // The same as its stroke, and quicker.
      this.#fill(ink);
      return this.#context.fillRect(x1 - width / 2, y1, width, y2 - y1);
    }
    this.#stroke(ink, dashed, width);
    this.#context.beginPath();
    this.#context.moveTo(x1, y1);
    this.#context.lineTo(x2, y2);
    this.#context.stroke();
  }

  #flow({ y, xs, halves, ink }: ShapeOf<'flow'>): void {
    const context = this.#context;
    this.#fill(ink);
    context.beginPath();
    for (let i = 0; i < xs.length; i++) context.lineTo(xs[i]!, y - halves[i]!);
    for (let i = xs.length - 1; i >= 0; i--) context.lineTo(xs[i]!, y + halves[i]!);
    context.closePath();
    context.fill();
  }

  #polygon({ points, ink, hollow }: ShapeOf<'polygon'>): void {
    const context = this.#context;
    context.beginPath();
    for (let i = 0; i < points.length; i += 2) context.lineTo(points[i]!, points[i + 1]!);
    context.closePath();
    if (hollow) {
      // The ground inside keeps what is behind from showing through the outline.
      this.#fill('ground');
      context.fill();
      this.#stroke(ink);
      context.stroke();
    } else {
      this.#fill(ink);
      context.fill();
    }
  }

  #text({ x, y, text, ink, size = 'normal', bold = false, align = 'left' }: ShapeOf<'text'>): void {
    const context = this.#context;
    this.#fill(ink);
    const font = fontOf({ size, bold }, this.#inks.fontFamily);
    if (font !== this.#font) context.font = font;
    this.#font = font;
    context.textAlign = align;
    context.fillText(text, x, y + 0.5);
  }
}
