import { effect, type Signal } from '@preact/signals';
import type { PanelModel } from '../model/panel-model.ts';
import { clock } from '../text/clock.ts';
import { themeVersion } from '../theme/theme.ts';
import type { Pointing } from './crosshair.tsx';
import { Gestures, type Point } from './gestures.ts';
import { layoutTimeline, type TimelineLayout } from './layout.ts';
import type { Shape } from './shapes.ts';
import { targetAt } from './sheet.ts';
import { Surface } from './surface.ts';

export interface TimelineElements {
  scroller: HTMLElement;
  canvas: HTMLCanvasElement;
}

/** Joins model, layout and canvas: draws when something changed, and tells the model what the pointer does. */
export class TimelineView {
  readonly contentHeight: Signal<number>;
  readonly pointing: Signal<Pointing | null>;
  readonly #model: PanelModel;
  readonly #elements: TimelineElements;
  readonly #surface: Surface;
  readonly #endings: (() => void)[];
  #layout: TimelineLayout | null = null;

  constructor(
    model: PanelModel,
    elements: TimelineElements,
    outlets: { contentHeight: Signal<number>; pointing: Signal<Pointing | null> },
  ) {
    const { scroller, canvas } = elements;
    this.#model = model;
    this.#elements = elements;
    this.contentHeight = outlets.contentHeight;
    this.pointing = outlets.pointing;
    this.#surface = new Surface(canvas, scroller, () => this.#draw());
    const gestures = this.#listen(canvas);
    const scrolled = () => this.#surface.invalidate();
    scroller.addEventListener('scroll', scrolled);
    this.#endings = [
      effect(() => this.#drawOnChange()),
      effect(() => {
        if (themeVersion.value > 0) this.#surface.restyle(scroller);
      }),
      () => gestures.dispose(),
      () => scroller.removeEventListener('scroll', scrolled),
      () => this.#surface.dispose(),
    ];
  }

  dispose(): void {
    for (const end of this.#endings) end();
  }

  #drawOnChange(): void {
    const { scene, range, extent, moment } = this.#model;
    void [scene.value, range.value, extent.value, moment.value, this.#surface.size.value];
    this.#surface.invalidate();
  }

  #draw(): Shape[] {
    const { connection, frame, restart, endedAt } = this.#model.scene.peek();
    if (!connection) return [];
    const extent = this.#model.extent.peek();
    this.#layout = layoutTimeline({
      connection,
      frame,
      selectedRestartId: restart?.id ?? null,
      moment: this.#model.moment.peek(),
      range: this.#model.range.peek(),
      origin: extent.from,
      until: endedAt ?? extent.to,
      size: this.#surface.size.peek(),
      scrollTop: this.#elements.scroller.scrollTop,
      measure: this.#surface.measure,
    });
    this.contentHeight.value = this.#layout.contentHeight;
    this.#model.msPerPixel.value = this.#layout.plot.msPerPixel;
    // Time moves on under a pointer that rests.
    this.#point(this.pointing.peek());
    return this.#layout.shapes;
  }

  #listen(canvas: HTMLCanvasElement): Gestures {
    return new Gestures(canvas, {
      zoomsAt: ({ x }) => this.#layout !== null && x >= this.#layout.plot.left,
      zoom: (factor, at) => this.#model.zoom(factor, this.#layout?.plot.t(at.x)),
      pan: pixels => this.#layout && this.#model.pan(pixels * this.#layout.plot.msPerPixel),
      click: at => this.#choose(at),
      hover: at => this.#point(at),
    });
  }

  #choose({ x, y }: Point): void {
    const { connection } = this.#model.scene.peek();
    const restartId = this.#layout && targetAt(this.#layout.targets, x, y)?.restartId;
    if (restartId && connection) this.#model.selectRestart(connection.id, restartId, false);
  }

  #point(at: Point | null): void {
    const layout = this.#layout;
    const within = at && layout && at.x >= layout.plot.left && at.x <= layout.plot.right;
    const target = within ? targetAt(layout.targets, at.x, at.y) : null;
    this.#elements.canvas.classList.toggle('is-over-restart', target?.restartId !== undefined);
    this.pointing.value = within
      ? {
          x: at.x,
          y: at.y,
          time: clock(layout.plot.t(at.x) - layout.plot.origin, 1),
          hint: target?.hint() ?? '',
          room: layout.plot.right,
        }
      : null;
  }
}
