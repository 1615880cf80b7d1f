import type { PanelModel } from '../model/panel-model.ts';

const zoomStep = 0.75;
/** Of what is shown. */
const panStep = 0.1;

type Action = (model: PanelModel) => void;

const pan = (share: number) => (model: PanelModel) => {
  const { from, to } = model.range.peek();
  model.pan((to - from) * share);
};

/** These work wherever nothing is being typed. */
const everywhere: Record<string, Action> = {
  w: model => model.zoom(zoomStep),
  s: model => model.zoom(1 / zoomStep),
  a: pan(-panStep),
  d: pan(panStep),
  '+': model => model.zoom(zoomStep),
  '=': model => model.zoom(zoomStep),
  '-': model => model.zoom(1 / zoomStep),
  f: model => model.followLive(),
  '0': model => model.showAll(),
  '[': model => model.stepRestart(-1),
  ']': model => model.stepRestart(1),
};

/** Arrows mean something else in lists and tables, so these work on the timeline only. */
const onTimeline: Record<string, Action> = {
  ArrowUp: model => model.zoom(zoomStep),
  ArrowDown: model => model.zoom(1 / zoomStep),
  ArrowLeft: pan(-panStep),
  ArrowRight: pan(panStep),
  Home: model => model.showAll(),
  End: model => model.followLive(),
};

export function timelineKey(event: KeyboardEvent, model: PanelModel): void {
  act(event, onTimeline[event.key], model);
}

/** The panel's keys. A key that a widget has used already is none of them. */
export function panelKey(event: KeyboardEvent, model: PanelModel): void {
  if (isTyping(event.target)) return;
  if (event.key === 'Escape' && (model.scene.peek().restart || model.event.peek())) {
    // DevTools would open its drawer.
    event.stopPropagation();
    return act(event, letGo, model);
  }
  act(event, everywhere[event.key.toLowerCase()], model);
}

const letGo: Action = model => model.letGo();

function act(event: KeyboardEvent, action: Action | undefined, model: PanelModel): void {
  if (!action || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  action(model);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, select, textarea') !== null;
}
