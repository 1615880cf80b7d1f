import { effect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { PanelModel } from '../model/panel-model.ts';
import { themeVersion } from '../theme/theme.ts';
import { OverviewGestures } from './overview-gestures.ts';
import { layoutTrace, layoutWindow, overviewPlot } from './overview-layout.ts';
import type { Output } from './shapes.ts';
import { Surface } from './surface.ts';

/** The whole trace in a strip. A shortcut for the pointer: the timeline's keys do all that it does. */
export function Overview({ model }: { model: PanelModel }) {
  const container = useRef<HTMLDivElement>(null);
  const trace = useRef<HTMLCanvasElement>(null);
  const window = useRef<HTMLCanvasElement>(null);
  useEffect(() => drawOverview(model, container.current!, trace.current!, window.current!), [model]);
  return (
    <div class="overview" ref={container} aria-hidden="true">
      <canvas class="overview-canvas" ref={trace} />
      <canvas class="overview-canvas overview-window" ref={window} />
    </div>
  );
}

/** Trace and window each have a canvas: most often but the window moves, and a long trace is much to draw. */
function drawOverview(
  model: PanelModel,
  container: HTMLElement,
  traceCanvas: HTMLCanvasElement,
  windowCanvas: HTMLCanvasElement,
): () => void {
  const trace = new Surface(traceCanvas, container, paint => drawTrace(model, trace, paint));
  const window = new Surface(windowCanvas, container, paint => drawWindow(model, window, paint), {
    transparent: true,
  });
  const endings = [
    effect(() => {
      void [model.scene.value, model.extent.value, trace.size.value];
      trace.invalidate();
    }),
    effect(() => {
      void [model.range.value, model.extent.value, window.size.value];
      window.invalidate();
    }),
    effect(() => {
      if (themeVersion.value > 0) for (const surface of [trace, window]) surface.restyle(container);
    }),
  ];
  const gestures = new OverviewGestures(windowCanvas, () => plotOf(model, window), model);
  return () => {
    for (const end of endings) end();
    gestures.dispose();
    trace.dispose();
    window.dispose();
  };
}

function plotOf(model: PanelModel, surface: Surface) {
  return overviewPlot(surface.size.peek().width, model.extent.peek());
}

function drawTrace(model: PanelModel, surface: Surface, paint: Output['paint']): void {
  const { connection, restart, endedAt } = model.scene.peek();
  if (!connection) return;
  const extent = model.extent.peek();
  const until = endedAt ?? extent.to;
  const size = surface.size.peek();
  const input = { connection, extent, selectedRestartId: restart?.id ?? null, until, size };
  layoutTrace(input, { paint, target: () => {} });
}

function drawWindow(model: PanelModel, surface: Surface, paint: Output['paint']): void {
  const size = surface.size.peek();
  layoutWindow(plotOf(model, surface), model.range.peek(), size, { paint, target: () => {} });
}
