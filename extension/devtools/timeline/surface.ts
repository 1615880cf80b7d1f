import { signal } from '@preact/signals';
import { type Inks, readInks } from '../theme/inks.ts';
import { measureIn, Painter } from './paint.ts';
import type { Measure, Output } from './shapes.ts';

type Paint = Output['paint'];

/**
 * A canvas as large as its container, in CSS pixels, sharp on every screen. It is drawn at most once a frame,
 * and not at all while nothing of it can be seen.
 */
export class Surface {
  readonly size = signal({ width: 0, height: 0 });
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #paintOn: (paint: Paint) => void;
  readonly #transparent: boolean;
  readonly #observer: ResizeObserver;
  #inks: Inks;
  #measure: Measure;
  #frame = 0;

  /** `transparent`: it lies over another. */
  constructor(
    canvas: HTMLCanvasElement,
    container: HTMLElement,
    paintOn: (paint: Paint) => void,
    { transparent = false } = {},
  ) {
    const context = canvas.getContext('2d', { alpha: transparent });
    if (!context) throw new Error('This browser gives no 2d canvas');
    // Nothing is to be seen until it is drawn: without alpha it would be black.
    canvas.width = 0;
    this.#canvas = canvas;
    this.#context = context;
    this.#paintOn = paintOn;
    this.#transparent = transparent;
    this.#inks = readInks(container);
    this.#measure = measureIn(this.#inks);
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
    this.#measure = measureIn(this.#inks);
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
    if (height === 0) return this.#paintOn(() => {});
    this.#fit(width, height);
    if (this.#transparent) this.#context.clearRect(0, 0, width, height);
    else this.#ground(width, height);
    const painter = new Painter(this.#context, this.#inks);
    this.#paintOn(shape => painter.paint(shape));
  }

  #ground(width: number, height: number): void {
    this.#context.fillStyle = this.#inks.colours.ground;
    this.#context.fillRect(0, 0, width, height);
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
