import type { Range } from '../model/viewport.ts';

/** The part of the timeline that has a time axis: which time stands at which pixel. */
export class Plot {
  readonly left: number;
  readonly right: number;
  readonly range: Range;
  /** Time 0 of the axis' labels: the trace's start. */
  readonly origin: number;
  readonly msPerPixel: number;

  constructor(left: number, right: number, range: Range, origin: number) {
    this.left = left;
    this.right = Math.max(right, left + 1);
    this.range = range;
    this.origin = origin;
    this.msPerPixel = (range.to - range.from) / (this.right - left);
  }

  x(t: number): number {
    return this.left + (t - this.range.from) / this.msPerPixel;
  }

  /** `x`, but no further than the plot reaches. */
  clampedX(t: number): number {
    return Math.min(Math.max(this.x(t), this.left), this.right);
  }

  t(x: number): number {
    return this.range.from + (x - this.left) * this.msPerPixel;
  }
}
