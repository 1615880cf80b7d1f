import { signal } from '@preact/signals';
import { type Inks, readInks } from '../theme/inks.ts';
import { measureOn, paint } from './paint.ts';
import type { Measure, Shape } from './shapes.ts';

/**
 * A canvas as large as its container, in CSS pixels, sharp on every screen. It is drawn at most once a frame,
 * and not at all while nothing of it can be seen.
 */
export class Surface {
  readonly size = signal({ width: 0, height: 0 });
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #shapes: (surface: Surface) => Shape[];
  readonly #observer: ResizeObserver;
  #inks: Inks;
  #measure: Measure;
  #frame = 0;

  constructor(canvas: HTMLCanvasElement, container: HTMLElement, shapes: (surface: Surface) => Shape[]) {
    const context = canvas.getContext('2d', { alpha: false });
    if (!context) throw new Error('This browser gives no 2d canvas');
    this.#canvas = canvas;
    this.#context = context;
    this.#shapes = shapes;
    this.#inks = readInks(container);
    this.#measure = measureOn(context, this.#inks);
    this.#observer = new ResizeObserver(() => this.#resize(container));
    this.#observer.observe(container);
    this.#resize(container);
  }

  get measure(): Measure {
    return this.#measure;
  }

  /** The colours may have changed. */
  restyle(container: HTMLElement): void {
    this.#inks = readInks(container);
    this.#measure = measureOn(this.#context, this.#inks);
    this.invalidate();
  }

  /** Draws before the next frame. */
  invalidate(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    this.#observer.disconnect();
  }

  #resize(container: HTMLElement): void {
    const { clientWidth: width, clientHeight: height } = container;
    const before = this.size.peek();
    if (before.width === width && before.height === height) return;
    this.size.value = { width, height };
    this.invalidate();
  }

  #draw(): void {
    const { width, height } = this.size.peek();
    if (width === 0) return;
    // Laid out even without height: the layout says how much there should be.
    const shapes = this.#shapes(this);
    if (height === 0) return;
    this.#fit(width, height);
    this.#context.fillStyle = this.#inks.colours.ground;
    this.#context.fillRect(0, 0, width, height);
    paint(this.#context, shapes, this.#inks);
  }

  #fit(width: number, height: number): void {
    const canvas = this.#canvas;
    const ratio = devicePixelRatio;
    const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== w || canvas.height !== h) {
      canvas.width = w;
      canvas.height = h;
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
    this.#context.setTransform(ratio, 0, 0, ratio, 0, 0);
  }
}
