import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { Card } from './card/card.tsx';
import type { Desk } from './desk/desk.ts';
import { DeskNotices } from './desk/desk-notices.tsx';
import { DropZone } from './desk/drop-zone.tsx';
import { TraceTabs } from './desk/trace-tabs.tsx';
import { EmptyPage } from './empty-page.tsx';
import { ExportNotices } from './export/export-notices.tsx';
import { Exporter } from './export/exporter.ts';
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

/** What a page without a live trace shows in its place. */
export interface Home {
  title: string;
  content: ComponentChildren;
}

/** The panel. It knows what lies on its desk, and no browser API: a page that opens files uses it as it is. */
export function App({ desk, home }: { desk: Desk; home?: Home }) {
  const model = desk.model.value;
  const exporter = useMemo(() => new Exporter(), []);
  return (
    <div class="panel">
      <Toolbar desk={desk} model={model} exporter={exporter} />
      <TraceTabs desk={desk} home={home?.title ?? 'This tab'} />
      <DeskNotices desk={desk} />
      <ExportNotices exporter={exporter} />
      {model ? <Shown key={desk.shown.value?.id} desk={desk} model={model} /> : home?.content}
      <DropZone desk={desk} />
    </div>
  );
}

/** One trace. */
function Shown({ desk, model }: { desk: Desk; model: PanelModel }) {
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
    <>
      <Notices model={model} />
      {empty ? <EmptyPage source={model.source} /> : <Workbench desk={desk} model={model} />}
    </>
  );
}

function Workbench({ desk, model }: { desk: Desk; model: PanelModel }) {
  const height = useSignal<number | null>(null);
  return (
    <div class="workbench">
      <nav class="sidebar" aria-label="Connections of this tab">
        <ConnectionList model={model} />
        <ConnectionSelect model={model} />
      </nav>
      <main class="main">
        <h1 class="visually-hidden">Connection {model.scene.value.connection?.number}</h1>
        <div class="upper" style={height.value === null ? {} : { flex: `0 0 ${height.value}px` }}>
          <Overview model={model} />
          <Timeline model={model} />
        </div>
        <Splitter height={height} />
        <Card desk={desk} model={model} />
      </main>
    </div>
  );
}
