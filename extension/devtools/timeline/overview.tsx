import { effect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { ConnectionView } from '../../trace/view.ts';
import type { PanelModel } from '../model/panel-model.ts';
import type { Scene } from '../model/selection.ts';
import type { Range } from '../model/viewport.ts';
import { themeVersion } from '../theme/theme.ts';
import { OverviewGestures } from './overview-gestures.ts';
import { layoutTrace, layoutWindow, type OverviewLayout } from './overview-layout.ts';
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

type Size = { width: number; height: number };

function drawOverview(model: PanelModel, container: HTMLElement, canvas: HTMLCanvasElement): () => void {
  let trace: { scene: Scene; extent: Range; size: Size; layout: OverviewLayout } | null = null;

  /** Laid out anew only when it is another: most often but the window on it moves. */
  function traceLayout(connection: ConnectionView, size: Size): OverviewLayout {
    const [scene, extent] = [model.scene.peek(), model.extent.peek()];
    const same = trace && trace.scene === scene && trace.extent === extent && trace.size === size;
    if (!same) {
      const selectedRestartId = scene.restart?.id ?? null;
      const until = scene.endedAt ?? extent.to;
      const layout = layoutTrace({ connection, extent, selectedRestartId, until, size });
      trace = { scene, extent, size, layout };
    }
    return trace!.layout;
  }

  const surface = new Surface(canvas, container, ({ size }) => {
    const { connection } = model.scene.peek();
    if (!connection) return [];
    const { plot, shapes } = traceLayout(connection, size.peek());
    return [...shapes, ...layoutWindow(plot, model.range.peek(), size.peek())];
  });
  const stopDrawing = effect(() => {
    void [model.scene.value, model.range.value, model.extent.value, surface.size.value];
    surface.invalidate();
  });
  const stopStyling = effect(() => {
    if (themeVersion.value > 0) surface.restyle(container);
  });
  const gestures = new OverviewGestures(canvas, () => trace?.layout.plot ?? null, model);
  return () => {
    stopDrawing();
    stopStyling();
    gestures.dispose();
    surface.dispose();
  };
}
