export interface Point {
  x: number;
  y: number;
}

/** What a pointer on the timeline means. Points are in CSS pixels of the element. */
export interface GestureHandlers {
  /** `factor` below 1: closer. */
  zoom(factor: number, at: Point): void;
  /** By so many pixels; positive: towards later. */
  pan(pixels: number): void;
  click(at: Point): void;
  /** Twice at one place. */
  doubleClick(at: Point): void;
  /** Dragged with Shift held, from one point to another. */
  measure(from: Point, to: Point): void;
  /** `null`: the pointer left, or drags. */
  hover(at: Point | null): void;
  /** Whether the wheel zooms there; elsewhere it scrolls. */
  zoomsAt(at: Point): boolean;
}

/** A press that moves less is a click. */
const clickPixels = 4;
const zoomPerWheelPixel = 0.0022;
/** Firefox counts a mouse wheel in lines. */
const pixelsPerLine = 30;

/** Reads wheel and pointer on an element, until it is disposed of. */
export class Gestures {
  readonly #element: HTMLElement;
  readonly #handlers: GestureHandlers;
  readonly #ended = new AbortController();
  #press: { from: Point; last: number; dragging: boolean; measuring: boolean } | null = null;

  constructor(element: HTMLElement, handlers: GestureHandlers) {
    this.#element = element;
    this.#handlers = handlers;
    const { signal } = this.#ended;
    element.addEventListener('wheel', event => this.#wheel(event), { signal, passive: false });
    element.addEventListener('pointerdown', event => this.#down(event), { signal });
    element.addEventListener('pointermove', event => this.#move(event), { signal });
    element.addEventListener('pointerup', () => this.#up(), { signal });
    element.addEventListener('pointercancel', () => (this.#press = null), { signal });
    element.addEventListener('dblclick', event => handlers.doubleClick(this.#point(event)), { signal });
    element.addEventListener('pointerleave', () => handlers.hover(null), { signal });
  }

  dispose(): void {
    this.#ended.abort();
  }

  #point(event: MouseEvent): Point {
    const { left, top } = this.#element.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }

  #wheel(event: WheelEvent): void {
    const at = this.#point(event);
    if (!this.#handlers.zoomsAt(at)) return;
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? pixelsPerLine : 1;
    // With Shift, some systems turn the wheel's direction themselves.
    const sideways = event.shiftKey ? event.deltaX || event.deltaY : event.deltaX;
    const upright = event.shiftKey ? 0 : event.deltaY;
    if (Math.abs(sideways) > Math.abs(upright)) this.#handlers.pan(sideways * unit);
    else this.#handlers.zoom(Math.exp(upright * unit * zoomPerWheelPixel), at);
  }

  #down(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.#press = {
      from: this.#point(event),
      last: event.clientX,
      dragging: false,
      measuring: event.shiftKey,
    };
    this.#element.setPointerCapture(event.pointerId);
  }

  #move(event: PointerEvent): void {
    const at = this.#point(event);
    const press = this.#press;
    if (!press) return this.#handlers.hover(at);
    if (!press.dragging && Math.abs(at.x - press.from.x) < clickPixels) return;
    press.dragging = true;
    if (press.measuring) {
      this.#handlers.hover(at);
      return this.#handlers.measure(press.from, at);
    }
    this.#handlers.hover(null);
    this.#handlers.pan(press.last - event.clientX);
    press.last = event.clientX;
  }

  #up(): void {
    if (this.#press && !this.#press.dragging) this.#handlers.click(this.#press.from);
    this.#press = null;
  }
}
