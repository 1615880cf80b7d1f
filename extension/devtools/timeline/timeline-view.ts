import { effect, type Signal } from '@preact/signals';
import type { PanelModel } from '../model/panel-model.ts';
import { rangeOfRestart } from '../model/restart-range.ts';
import { around } from '../model/viewport.ts';
import { clock } from '../text/clock.ts';
import { themeVersion } from '../theme/theme.ts';
import type { Pointing } from './crosshair.tsx';
import { Gestures, type Point } from './gestures.ts';
import { layoutTimeline, plotOf, type TimelineInput, type TimelineLayout } from './layout.ts';
import { snapped } from './moments.ts';
import type { Plot } from './plot.ts';
import { type Row, sameRows } from './rows.ts';
import type { Output, Target } from './shapes.ts';
import { Pointed } from './sheet.ts';
import { spokenAt } from './spoken-at.ts';
import { Surface } from './surface.ts';

export interface TimelineElements {
  scroller: HTMLElement;
  canvas: HTMLCanvasElement;
}

/** What the view tells the elements around its canvas. */
export interface TimelineOutlets {
  contentHeight: Signal<number>;
  rows: Signal<readonly Row[]>;
  pointing: Signal<Pointing | null>;
  /** What the crosshair stands on, in words, when keys moved it. */
  said: Signal<string>;
}

/** An event draws the crosshair to itself from so far. */
const snapPixels = 5;

/** Joins model, layout and canvas: draws when something changed, and tells the model what the pointer does. */
export class TimelineView {
  readonly #model: PanelModel;
  readonly #elements: TimelineElements;
  readonly #outlets: TimelineOutlets;
  readonly #surface: Surface;
  readonly #endings: (() => void)[];
  #layout: TimelineLayout | null = null;
  /** What the layout was made of. */
  #input: TimelineInput | null = null;

  constructor(model: PanelModel, elements: TimelineElements, outlets: TimelineOutlets) {
    const { scroller, canvas } = elements;
    this.#model = model;
    this.#elements = elements;
    this.#outlets = outlets;
    this.#surface = new Surface(canvas, scroller, paint => this.#draw(paint));
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
    const { scene, range, extent, moment, folded, inspection } = this.#model;
    void [scene.value, range.value, extent.value, moment.value, this.#surface.size.value];
    void [folded.lanes.value, inspection.crosshair.value, inspection.stretch.value];
    this.#surface.invalidate();
  }

  #draw(paint: Output['paint']): void {
    this.#input = this.#inputNow();
    if (!this.#input) return;
    const at = this.#model.inspection.crosshair.peek();
    const pointed = new Pointed(at?.by === 'pointer' ? at : null);
    this.#layout = layoutTimeline(this.#input, { paint, target: pointed.see });
    this.#tell(this.#layout, pointed.target);
  }

  #inputNow(): TimelineInput | null {
    const { connection, frame, marks, restart, endedAt } = this.#model.scene.peek();
    if (!connection) return null;
    const { inspection } = this.#model;
    const extent = this.#model.extent.peek();
    const size = this.#surface.size.peek();
    const range = this.#model.range.peek();
    inspection.t.value = this.#crosshairTime(plotOf(size.width, range, extent.from));
    return {
      connection,
      frame,
      marks,
      selectedRestartId: restart?.id ?? null,
      moment: this.#model.moment.peek(),
      crosshair: inspection.t.peek(),
      measured: inspection.stretch.peek(),
      folded: this.#model.folded.lanes.peek(),
      range,
      origin: extent.from,
      until: endedAt ?? extent.to,
      size,
      scrollTop: this.#elements.scroller.scrollTop,
      measure: this.#surface.measure,
    };
  }

  #tell(layout: TimelineLayout, target: Target | null): void {
    const { contentHeight, rows, pointing, said } = this.#outlets;
    contentHeight.value = layout.contentHeight;
    if (!sameRows(rows.peek(), layout.rows)) rows.value = layout.rows;
    this.#model.msPerPixel.value = layout.plot.msPerPixel;
    pointing.value = this.#pointing(layout, target);
    const { crosshair, t, stretch } = this.#model.inspection;
    const at = crosshair.peek()?.by === 'keys' ? t.peek() : null;
    // What was said of another moment is true no more.
    said.value = at === null ? '' : spokenAt(layout.rows, layout.plot, at, this.#until, stretch.peek());
  }

  get #until(): number {
    return this.#model.scene.peek().endedAt ?? this.#model.extent.peek().to;
  }

  /** The time under the crosshair; near an event the event's own. */
  #crosshairTime(plot: Plot): number | null {
    const crosshair = this.#model.inspection.crosshair.peek();
    if (!crosshair || crosshair.by === 'keys') return crosshair?.t ?? null;
    const within = crosshair.x >= plot.left && crosshair.x <= plot.right;
    return within ? this.#snapped(plot, crosshair.x) : null;
  }

  #snapped(plot: Plot, x: number): number {
    const { connection, frame, marks } = this.#model.scene.peek();
    const t = plot.t(x);
    return connection ? snapped({ connection, frame, marks }, t, snapPixels * plot.msPerPixel) : t;
  }

  #pointing({ plot }: TimelineLayout, target: Target | null): Pointing | null {
    const { crosshair, t } = this.#model.inspection;
    const [at, time] = [crosshair.peek(), t.peek()];
    this.#elements.canvas.classList.toggle('is-over-restart', target?.restartId !== undefined);
    if (!at || time === null || time < plot.range.from || time > plot.range.to) return null;
    return {
      x: plot.x(time),
      y: at.by === 'pointer' ? at.y : null,
      time: clock(time - plot.origin, Math.min(plot.msPerPixel, 1)),
      onEvent: at.by === 'pointer' && time !== plot.t(at.x),
      // What is measured is not to be covered.
      hint: (!this.#model.inspection.measured.peek() && target?.hint()) || '',
      room: plot.right,
    };
  }

  #listen(canvas: HTMLCanvasElement): Gestures {
    const { inspection } = this.#model;
    return new Gestures(canvas, {
      zoomsAt: ({ x }) => this.#layout !== null && x >= this.#layout.plot.left,
      zoom: (factor, at) => this.#model.zoom(factor, this.#layout?.plot.t(at.x)),
      pan: pixels => this.#layout && this.#model.pan(pixels * this.#layout.plot.msPerPixel),
      click: at => this.#choose(at),
      doubleClick: at => this.#goTo(at),
      measure: (from, to) => this.#measure(from, to),
      hover: at => {
        // A pointer that rests elsewhere does not take the crosshair from the keys.
        if (at) inspection.crosshair.value = { by: 'pointer', ...at };
        else if (inspection.crosshair.peek()?.by === 'pointer') inspection.crosshair.value = null;
      },
    });
  }

  #measure(from: Point, to: Point): void {
    const plot = this.#layout?.plot;
    if (!plot) return;
    this.#model.inspection.measured.value = {
      from: this.#snapped(plot, from.x),
      to: this.#snapped(plot, to.x),
    };
  }

  #restartAt(at: Point): string | undefined {
    const pointed = new Pointed(at);
    if (this.#input) layoutTimeline(this.#input, { paint: () => {}, target: pointed.see });
    return pointed.target?.restartId;
  }

  #choose(at: Point): void {
    const { connection } = this.#model.scene.peek();
    this.#model.inspection.measured.value = null;
    const restartId = this.#restartAt(at);
    if (restartId && connection) this.#model.selectRestart(connection.id, restartId, false);
  }

  /** Brings what is under the pointer close. */
  #goTo(at: Point): void {
    const { connection } = this.#model.scene.peek();
    const restart = connection?.restarts.find(({ id }) => id === this.#restartAt(at));
    if (restart) this.#model.show(around(rangeOfRestart(restart, this.#until)));
  }
}
