import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { PanelModel } from '../model/panel-model.ts';
import { Crosshair, type Pointing } from './crosshair.tsx';
import { LaneButtons } from './lane-buttons.tsx';
import type { Row } from './rows.ts';
import { Spoken } from './spoken.tsx';
import { timelineKey } from './timeline-keys.ts';
import { TimelineView } from './timeline-view.ts';
import './timeline.css';

/** The lanes of the selected connection on one time axis. */
export function Timeline({ model }: { model: PanelModel }) {
  const scroller = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const contentHeight = useSignal(0);
  const rows = useSignal<readonly Row[]>([]);
  const pointing = useSignal<Pointing | null>(null);
  const said = useSignal('');
  useEffect(() => {
    const elements = { scroller: scroller.current!, canvas: canvas.current! };
    const view = new TimelineView(model, elements, { contentHeight, rows, pointing, said });
    return () => view.dispose();
  }, [model, contentHeight, rows, pointing, said]);
  return (
    <section class="timeline" aria-label="Timeline">
      <div class="timeline-scroller" ref={scroller}>
        <div class="timeline-content" style={{ height: `${contentHeight.value}px` }}>
          <div
            class="timeline-view"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes keys
            tabIndex={0}
            role="application"
            aria-roledescription="timeline"
            aria-label={label(model)}
            aria-keyshortcuts="W A S D F M Z ArrowLeft ArrowRight Escape"
            onKeyDown={event => timelineKey(event, model)}
          >
            <canvas ref={canvas} class="timeline-canvas" />
          </div>
          <LaneButtons rows={rows} folded={model.folded} />
        </div>
      </div>
      <Crosshair pointing={pointing} />
      <Spoken model={model} said={said} />
    </section>
  );
}

/** In words what the canvas shows, and how to look at it closely. */
function label(model: PanelModel): string {
  const { connection, restart, restartNumber } = model.scene.value;
  if (!connection) return 'No connection';
  const selected = restart ? `, restart ${restartNumber} of ${connection.restarts.length} selected` : '';
  return `Connection ${connection.number}${selected}. Left and right move the crosshair, with Control from event to event, with Shift they measure. W, A, S and D zoom and move, brackets step through restarts.`;
}
