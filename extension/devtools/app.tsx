import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Card } from './card/card.tsx';
import { EmptyPage } from './empty-page.tsx';
import type { PanelModel } from './model/panel-model.ts';
import { startTicker } from './model/ticker.ts';
import { ConnectionList } from './sidebar/connection-list.tsx';
import { ConnectionSelect } from './sidebar/connection-select.tsx';
import { Splitter } from './splitter.tsx';
import { Overview } from './timeline/overview.tsx';
import { Timeline } from './timeline/timeline.tsx';
import { panelKey } from './timeline/timeline-keys.ts';
import { Notices } from './toolbar/notices.tsx';
import { Toolbar } from './toolbar/toolbar.tsx';
import './theme/colours.css';
import './panel.css';

/** The panel. It knows a model and its source, and no browser API: a page that opens files uses it as it is. */
export function App({ model }: { model: PanelModel }) {
  useEffect(() => {
    const reduced = matchMedia('(prefers-reduced-motion: reduce)');
    return startTicker(model, () => reduced.matches);
  }, [model]);
  useEffect(() => {
    const key = (event: KeyboardEvent) => panelKey(event, model);
    document.body.addEventListener('keydown', key);
    return () => document.body.removeEventListener('keydown', key);
  }, [model]);
  const empty = model.scene.value.connection === null;
  return (
    <div class="panel">
      <Toolbar model={model} />
      <Notices model={model} />
      {empty ? <EmptyPage source={model.source} /> : <Workbench model={model} />}
    </div>
  );
}

function Workbench({ model }: { model: PanelModel }) {
  const height = useSignal<number | null>(null);
  return (
    <div class="workbench">
      <nav class="sidebar" aria-label="Connections of this tab">
        <ConnectionList model={model} />
        <ConnectionSelect model={model} />
      </nav>
      <main class="main">
        <div class="upper" style={height.value === null ? {} : { flex: `0 0 ${height.value}px` }}>
          <Overview model={model} />
          <Timeline model={model} />
        </div>
        <Splitter height={height} />
        <Card model={model} />
      </main>
    </div>
  );
}
