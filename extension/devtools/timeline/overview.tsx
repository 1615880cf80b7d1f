import { effect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { PanelModel } from '../model/panel-model.ts';
import { themeVersion } from '../theme/theme.ts';
import { OverviewGestures } from './overview-gestures.ts';
import { layoutOverview, type OverviewLayout } from './overview-layout.ts';
import { Surface } from './surface.ts';

/** The whole trace in a strip. A shortcut for the pointer: the timeline's keys do all that it does. */
export function Overview({ model }: { model: PanelModel }) {
  const container = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => drawOverview(model, container.current!, canvas.current!), [model]);
  return (
    <div class="overview" ref={container} aria-hidden="true">
      <canvas class="overview-canvas" ref={canvas} />
    </div>
  );
}

function drawOverview(model: PanelModel, container: HTMLElement, canvas: HTMLCanvasElement): () => void {
  let layout: OverviewLayout | null = null;
  const surface = new Surface(canvas, container, ({ size }) => {
    const { connection, restart, endedAt } = model.scene.peek();
    if (!connection) return [];
    const extent = model.extent.peek();
    layout = layoutOverview({
      connection,
      extent,
      range: model.range.peek(),
      selectedRestartId: restart?.id ?? null,
      until: endedAt ?? extent.to,
      size: size.peek(),
    });
    return layout.shapes;
  });
  const stopDrawing = effect(() => {
    void [model.scene.value, model.range.value, model.extent.value, surface.size.value];
    surface.invalidate();
  });
  const stopStyling = effect(() => {
    if (themeVersion.value > 0) surface.restyle(container);
  });
  const gestures = new OverviewGestures(canvas, () => layout?.plot ?? null, model);
  return () => {
    stopDrawing();
    stopStyling();
    gestures.dispose();
    surface.dispose();
  };
}
