import { bisectLeft } from 'd3-array';
import { clock } from '../text/clock.ts';
import type { Plot } from './plot.ts';
import type { Sheet } from './sheet.ts';

/** Room that one label takes with its distance to the next. */
const pixelsPerTick = 90;
const gridLinesPerTick = 2;

const [second, minute, hour] = [1_000, 60_000, 3_600_000];
/** Round distances, as people read clocks: decimal below a second, sexagesimal above. */
const steps = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map(n => n * second),
  ...[1, 2, 5, 10, 15, 30].map(n => n * minute),
  ...[1, 2, 3, 6, 12, 24, 48, 96, 168].map(n => n * hour),
];

export interface Tick {
  /** Milliseconds since the trace's start. */
  at: number;
  label: string;
}

/** Round moments within the plot, about so many pixels apart. */
export function ticksOf(plot: Plot, every = pixelsPerTick): Tick[] {
  const { range, origin } = plot;
  const step = steps[Math.min(bisectLeft(steps, every * plot.msPerPixel), steps.length - 1)]!;
  const first = Math.ceil((range.from - origin) / step);
  const last = Math.floor((range.to - origin) / step);
  const minutes = last * step >= minute;
  const ticks: Tick[] = [];
  for (let i = first; i <= last; i++) ticks.push({ at: i * step, label: clock(i * step, step, minutes) });
  return ticks;
}

export function drawGrid(sheet: Sheet, plot: Plot, top: number, bottom: number): void {
  for (const { at } of ticksOf(plot, pixelsPerTick / gridLinesPerTick)) {
    sheet.vertical(plot.x(plot.origin + at), top, bottom, 'line-soft');
  }
}

export function drawAxis(sheet: Sheet, plot: Plot, top: number, height: number): void {
  for (const { at, label } of ticksOf(plot)) {
    const x = plot.x(plot.origin + at);
    sheet.vertical(x, top + 4, top + height, 'line');
    const fits = x + 4 + sheet.width(label, { size: 'small' }) <= plot.right;
    if (fits) sheet.text({ x: x + 4, y: top + height / 2, text: label, ink: 'dim', size: 'small' });
  }
}
