import type { Ink } from '../theme/inks.ts';
import { dash, fontPx, type Shape } from '../timeline/shapes.ts';

type ShapeOf<K extends Shape['kind']> = Extract<Shape, { kind: K }>;

export interface SvgOptions {
  width: number;
  height: number;
  /** What a colour is written as: a literal, or a custom property of the page around it. */
  colour(ink: Ink): string;
  fontFamily: string;
  /** What it shows, for those who do not see it. */
  title: string;
}

/** The same shapes that the panel paints on its canvas, as an SVG document without scripts or links. */
export function svgOf(shapes: Shape[], options: SvgOptions): string {
  return [...svgParts(shapes, options)].join('');
}

/** The same shape by shape. */
export function* svgParts(shapes: Shape[], options: SvgOptions): Generator<string> {
  const { width, height, colour, fontFamily, title } = options;
  const drawing = new Drawing(colour);
  yield `<svg xmlns="http://www.w3.org/2000/svg" width="${px(width)}" height="${px(height)}" viewBox="0 0 ${px(width)} ${px(height)}" ` +
    `role="img" font-family="${escaped(fontFamily)}"><title>${escaped(title)}</title>` +
    `<rect width="100%" height="100%" fill="${colour('ground')}"/>`;
  for (const shape of shapes) yield drawing.draw(shape);
  yield '</svg>';
}

const px = (n: number) => String(Math.round(n * 100) / 100);

class Drawing {
  readonly #colour: (ink: Ink) => string;

  constructor(colour: (ink: Ink) => string) {
    this.#colour = colour;
  }

  draw(shape: Shape): string {
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

  #box({ x, y, w, h, fill, stroke, dashed, openRight }: ShapeOf<'box'>): string {
    const filled = fill
      ? `<rect x="${px(x)}" y="${px(y)}" width="${px(w)}" height="${px(h)}" fill="${this.#colour(fill)}"/>`
      : '';
    if (!stroke) return filled;
    const [left, top] = [Math.round(x) + 0.5, Math.round(y) + 0.5];
    const [right, bottom] = [Math.round(x + w) - 0.5, Math.round(y + h) - 0.5];
    const path = `M${right} ${top}H${left}V${bottom}H${right}${openRight ? '' : 'Z'}`;
    return `${filled}<path d="${path}" fill="none" ${this.#stroke(stroke, dashed)}/>`;
  }

  #hatch({ x, y, w, h, ink }: ShapeOf<'hatch'>): string {
    let path = '';
    for (let at = x - h - ((x - h) % hatchPx); at < x + w; at += hatchPx) {
      // From bottom left to top right, cut to the box.
      const [x1, x2] = [Math.max(at, x), Math.min(at + h, x + w)];
      if (x2 > x1) path += `M${px(x1)} ${px(y + h - (x1 - at))}L${px(x2)} ${px(y + h - (x2 - at))}`;
    }
    return path && `<path d="${path}" fill="none" opacity="0.35" ${this.#stroke(ink)}/>`;
  }

  #line({ x1, y1, x2, y2, ink, width, dashed }: ShapeOf<'line'>): string {
    return `<path d="M${px(x1)} ${px(y1)}L${px(x2)} ${px(y2)}" fill="none" ${this.#stroke(ink, dashed, width)}/>`;
  }

  #flow({ y, xs, halves, ink }: ShapeOf<'flow'>): string {
    const above = xs.map((x, i) => `${px(x)} ${px(y - halves[i]!)}`);
    const below = xs.map((x, i) => `${px(x)} ${px(y + halves[i]!)}`).reverse();
    return `<path d="M${[...above, ...below].join('L')}Z" fill="${this.#colour(ink)}"/>`;
  }

  #polygon({ points, ink, hollow }: ShapeOf<'polygon'>): string {
    const fill = hollow
      ? `fill="${this.#colour('ground')}" ${this.#stroke(ink)}`
      : `fill="${this.#colour(ink)}"`;
    return `<polygon points="${points.map(px).join(' ')}" ${fill}/>`;
  }

  #text({ x, y, text, ink, size = 'normal', bold = false, align = 'left' }: ShapeOf<'text'>): string {
    const anchor = align === 'left' ? '' : ` text-anchor="${align === 'center' ? 'middle' : 'end'}"`;
    const weight = bold ? ' font-weight="600"' : '';
    // The baseline of a line whose middle is y: viewers differ in what they know of dominant-baseline.
    const baseline = y + 0.5 + fontPx[size] * 0.35;
    return `<text x="${px(x)}" y="${px(baseline)}" font-size="${fontPx[size]}"${weight}${anchor} fill="${this.#colour(ink)}">${escaped(text)}</text>`;
  }

  #stroke(ink: Ink, dashed = false, width = 1): string {
    return `stroke="${this.#colour(ink)}" stroke-width="${width}"${dashed ? ` stroke-dasharray="${dash.join(' ')}"` : ''}`;
  }
}

const hatchPx = 5;
const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as XML and HTML hold it. What XML cannot hold at all is left out. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"']/g, c => entities[c]!);
}
