import type { Ink } from '../theme/inks.ts';

export const fontPx = { normal: 12, small: 11 } as const;
/** As long as the room between them: such dashes browsers draw in half the time. */
export const dash = [3, 3];
export type FontSize = keyof typeof fontPx;

/** Everything a timeline consists of, in CSS pixels; one vocabulary for the screen and for pictures. */
export type Shape =
  | {
      kind: 'box';
      x: number;
      y: number;
      w: number;
      h: number;
      fill?: Ink;
      stroke?: Ink;
      dashed?: boolean;
      /** Goes on beyond its right edge, which therefore is not drawn. */
      openRight?: boolean;
    }
  /** Diagonal lines, which tell two boxes apart without colour. */
  | { kind: 'hatch'; x: number; y: number; w: number; h: number; ink: Ink }
  | {
      kind: 'line';
      x1: number;
      y1: number;
      x2: number;
      y2: number;
      ink: Ink;
      width?: number;
      dashed?: boolean;
    }
  /** A band around `y` that is `halves[i]` high above and below it at `xs[i]`. */
  | { kind: 'flow'; y: number; xs: number[]; halves: number[]; ink: Ink }
  /** Corners as x, y, x, y, … */
  | { kind: 'polygon'; points: number[]; ink: Ink; hollow?: boolean }
  | {
      kind: 'text';
      x: number;
      /** The middle of the line. */
      y: number;
      text: string;
      ink: Ink;
      size?: FontSize;
      bold?: boolean;
      align?: 'left' | 'center' | 'right';
    };

/** A place that says something when pointed at, and may choose a restart when clicked. */
export interface Target {
  x: number;
  y: number;
  w: number;
  h: number;
  /** Put together only when somebody points there. */
  hint(): string;
  restartId?: string;
}

/** Where a drawing goes, shape by shape from back to front: nothing of it is kept unless the output keeps it. */
export interface Output {
  paint(shape: Shape): void;
  target(target: Target): void;
}

export interface Font {
  size: FontSize;
  bold: boolean;
}
export type Measure = (text: string, font: Font) => number;
