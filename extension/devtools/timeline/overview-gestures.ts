import type { PanelModel } from '../model/panel-model.ts';
import type { Range } from '../model/viewport.ts';
import type { Plot } from './plot.ts';

type Grip = 'from' | 'to' | 'window' | 'outside';

/** An edge is taken hold of from so far. */
const edgePixels = 6;
/** A press that moves less puts the window there; one that moves more draws a new one. */
const drawPixels = 4;

/** What of the window a press at `x` takes hold of. */
export function gripAt(plot: Plot, range: Range, x: number): Grip {
  const [from, to] = [plot.x(range.from), plot.x(range.to)];
  if (Math.abs(x - from) <= edgePixels) return 'from';
  if (Math.abs(x - to) <= edgePixels) return 'to';
  return x > from && x < to ? 'window' : 'outside';
}

/** The window after a drag from `start` to `x`. */
export function draggedTo(plot: Plot, range: Range, grip: Grip, start: number, x: number): Range {
  const t = plot.t(x);
  switch (grip) {
    case 'from':
      return ordered(t, range.to);
    case 'to':
      return ordered(range.from, t);
    case 'window': {
      const moved = (x - start) * plot.msPerPixel;
      return { from: range.from + moved, to: range.to + moved };
    }
    case 'outside':
      return ordered(plot.t(start), t);
  }
}

/** At least a millisecond, whichever edge was drawn past the other. */
function ordered(a: number, b: number): Range {
  return { from: Math.min(a, b), to: Math.max(a, b, Math.min(a, b) + 1) };
}

interface Drag {
  plot: Plot;
  grip: Grip;
  start: number;
  range: Range;
}

/** Moves, resizes and draws the window on the overview, until it is disposed of. */
export class OverviewGestures {
  readonly #canvas: HTMLCanvasElement;
  readonly #plotNow: () => Plot | null;
  readonly #model: PanelModel;
  readonly #ended = new AbortController();
  #drag: Drag | null = null;

  constructor(canvas: HTMLCanvasElement, plotNow: () => Plot | null, model: PanelModel) {
    this.#canvas = canvas;
    this.#plotNow = plotNow;
    this.#model = model;
    const { signal } = this.#ended;
    canvas.addEventListener('pointerdown', event => this.#down(event), { signal });
    canvas.addEventListener('pointermove', event => this.#move(event.offsetX), { signal });
    canvas.addEventListener('pointerup', event => this.#up(event.offsetX), { signal });
    canvas.addEventListener('pointercancel', () => (this.#drag = null), { signal });
    canvas.addEventListener('dblclick', () => model.showAll(), { signal });
  }

  dispose(): void {
    this.#ended.abort();
  }

  #down({ button, offsetX, pointerId }: PointerEvent): void {
    const plot = this.#plotNow();
    if (!plot || button !== 0) return;
    const range = this.#model.range.peek();
    // The axis as it is now: while time goes on it would shift under the drag.
    this.#drag = { plot, grip: gripAt(plot, range, offsetX), start: offsetX, range };
    this.#canvas.setPointerCapture(pointerId);
  }

  #move(x: number): void {
    const drag = this.#drag;
    if (!drag) return this.#showGrip(x);
    if (isDrawn(drag, x)) this.#model.show(draggedTo(drag.plot, drag.range, drag.grip, drag.start, x));
  }

  #up(x: number): void {
    const drag = this.#drag;
    this.#drag = null;
    if (!drag || isDrawn(drag, x)) return;
    const half = (drag.range.to - drag.range.from) / 2;
    const t = drag.plot.t(x);
    this.#model.show({ from: t - half, to: t + half });
  }

  #showGrip(x: number): void {
    const plot = this.#plotNow();
    if (!plot) return;
    const grip = gripAt(plot, this.#model.range.peek(), x);
    this.#canvas.classList.toggle('is-over-edge', grip === 'from' || grip === 'to');
    this.#canvas.classList.toggle('is-over-window', grip === 'window');
  }
}

/** Outside of the window a press must move to draw another; elsewhere each move counts. */
function isDrawn({ grip, start }: Drag, x: number): boolean {
  return grip !== 'outside' || Math.abs(x - start) >= drawPixels;
}
