import type { Ink, Tone } from '../../theme/inks.ts';
import type { Run } from '../runs.ts';
import type { LaneArea } from './lane.ts';

const barHeight = { bar: 16, tall: 18 } as const;
const padding = 6;
/** A narrower bar would be nothing but its edges. */
const leastEdged = 5;

export interface BarStyle {
  fill: Ink;
  ink: Ink;
  text: string;
  /** Where something else begins to cover the bar: the text ends there. */
  textTo?: number;
  /** Drawn hatched, so that it stands out without its colour. */
  hatched?: boolean;
  /** Only its outline is drawn. */
  hollow?: boolean;
}

/** A bar from one time to another with its name in it, as far as it fits. */
export function drawBar(
  { sheet, top, height }: LaneArea,
  { x1, x2 }: Pick<Run<unknown>, 'x1' | 'x2'>,
  style: BarStyle,
  hint: () => string,
  size: keyof typeof barHeight = 'bar',
): void {
  const h = barHeight[size];
  const y = top + Math.round((height - h) / 2);
  const w = Math.max(1, x2 - x1);
  if (style.hollow) sheet.box({ x: x1, y, w, h, stroke: style.fill });
  else sheet.box({ x: x1, y, w, h, fill: style.fill, stroke: w < leastEdged ? undefined : 'edge' });
  if (style.hatched && w > 5) sheet.hatch({ x: x1, y, w, h, ink: style.ink });
  const room = Math.min(w, (style.textTo ?? x2) - x1) - 2 * padding;
  const text = sheet.fitted(style.text, room, { size: 'small' });
  // Letters on lines are hard to read: they get a ground of their own.
  if (style.hatched && text !== '') {
    const plate = sheet.width(text, { size: 'small' }) + 2 * padding;
    sheet.box({ x: x1, y, w: Math.min(w, plate), h, fill: style.fill });
  }
  sheet.text({ x: x1 + padding, y: y + h / 2, text, ink: style.ink, size: 'small' });
  sheet.target({ x: x1, y: top, w: Math.max(w, 3), h: height, hint });
}

export function toneStyle(tone: Tone, text: string): BarStyle {
  return {
    fill: tone,
    ink: `${tone}-text`,
    text,
    hatched: tone === 'warn' || tone === 'bad',
    hollow: tone === 'off',
  };
}
