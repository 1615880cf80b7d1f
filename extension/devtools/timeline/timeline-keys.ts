import type { PanelModel } from '../model/panel-model.ts';
import { rangeOfRestart } from '../model/restart-range.ts';
import { around } from '../model/viewport.ts';
import { neighbour } from './moments.ts';

const zoomStep = 0.75;
/** Of what is shown. */
const panStep = 0.1;
/** A step of the crosshair; one hold of the key crosses the view in a few seconds. */
const stepPixels = 4;

type Action = (model: PanelModel) => void;

const pan = (share: number) => (model: PanelModel) => {
  const { from, to } = model.range.peek();
  model.pan((to - from) * share);
};

/** Towards the crosshair, wherever it came from. */
const zoom = (factor: number) => (model: PanelModel) => {
  const t = model.inspection.t.peek();
  const { from, to } = model.range.peek();
  model.zoom(factor, t !== null && t >= from && t <= to ? t : undefined);
};

/** These work wherever nothing is being typed. */
const everywhere: Record<string, Action> = {
  w: zoom(zoomStep),
  s: zoom(1 / zoomStep),
  a: pan(-panStep),
  d: pan(panStep),
  '+': zoom(zoomStep),
  '=': zoom(zoomStep),
  '-': zoom(1 / zoomStep),
  f: model => model.followLive(),
  '0': model => model.showAll(),
  '[': model => model.stepRestart(-1),
  ']': model => model.stepRestart(1),
};

/** Arrows mean something else in lists and tables, so these work on the timeline only. */
const onTimeline: Record<string, Action> = {
  ArrowUp: zoom(zoomStep),
  ArrowDown: zoom(1 / zoomStep),
  Home: model => model.showAll(),
  End: model => model.followLive(),
  Enter: goTo,
};

export function timelineKey(event: KeyboardEvent, model: PanelModel): void {
  const { key, ctrlKey, shiftKey, metaKey, altKey, defaultPrevented } = event;
  if ((key === 'ArrowLeft' || key === 'ArrowRight') && !metaKey && !altKey && !defaultPrevented) {
    event.preventDefault();
    return moveCrosshair(model, key === 'ArrowRight' ? 1 : -1, ctrlKey, shiftKey);
  }
  act(event, onTimeline[key], model);
}

/** By a few pixels, or to the next event; `measuring` from where it stood before. */
function moveCrosshair(model: PanelModel, direction: 1 | -1, toEvent: boolean, measuring: boolean): void {
  const { connection, frame, marks } = model.scene.peek();
  const { from, to } = model.range.peek();
  if (!connection) return;
  const now = model.inspection.t.peek() ?? (from + to) / 2;
  const next = toEvent
    ? (neighbour({ connection, frame, marks }, now, direction) ?? now)
    : now + direction * stepPixels * model.msPerPixel.peek();
  // What is looked at closely stays: time that moves on would carry it away.
  const margin = (to - from) * panStep;
  if (next < from + margin) model.pan(next - from - margin);
  else if (next > to - margin) model.pan(next - to + margin);
  else model.pan(0);
  model.inspection.moveTo(next, measuring);
}

/** Brings close what is measured, or the restart that is selected. */
function goTo(model: PanelModel): void {
  const stretch = model.inspection.stretch.peek();
  const { restart } = model.scene.peek();
  if (stretch && stretch.to > stretch.from) model.show(stretch);
  else if (restart) model.show(around(rangeOfRestart(restart, model.extent.peek().to)));
}

/** The panel's keys. A key that a widget has used already is none of them. */
export function panelKey(event: KeyboardEvent, model: PanelModel): void {
  if (isTyping(event.target)) return;
  if (event.key === 'Escape') return letGo(event, model);
  act(event, everywhere[event.key.toLowerCase()], model);
}

/** First of what is looked at closely, then of what is selected. */
function letGo(event: KeyboardEvent, model: PanelModel): void {
  const selected = model.scene.peek().restart !== null || model.event.peek() !== null;
  if (!model.inspection.letGo()) {
    if (!selected) return;
    model.letGo();
  }
  // DevTools would open its drawer.
  event.stopPropagation();
  event.preventDefault();
}

function act(event: KeyboardEvent, action: Action | undefined, model: PanelModel): void {
  if (!action || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  action(model);
}

function isTyping(target: EventTarget | null): boolean {
  return (target as Element | null)?.closest?.('input, select, textarea') != null;
}
