import { type Signal, signal } from '@preact/signals';
import { render } from 'preact';
import { App } from '../devtools/app.tsx';
import { PanelModel } from '../devtools/model/panel-model.ts';
import { followTheme } from '../devtools/theme/theme.ts';
import { KeptTraces } from './kept-traces.tsx';
import { KeptTracesModel } from './kept-traces-model.ts';
import './viewer.css';

const shown = signal<PanelModel | null>(null);
const kept = new KeptTracesModel((_, source) => {
  shown.value = new PanelModel(source);
});

/** A page of its own for traces that are over: the list of those kept, and the panel for the one that is open. */
function Viewer({ shown, kept }: { shown: Signal<PanelModel | null>; kept: KeptTracesModel }) {
  if (!shown.value) return <KeptTraces model={kept} />;
  return (
    <>
      <button type="button" class="viewer-back" onClick={() => (shown.value = null)}>
        ← Kept traces
      </button>
      <App model={shown.value} />
    </>
  );
}

followTheme(null);
render(<Viewer shown={shown} kept={kept} />, document.body);
await kept.refresh();
// `viewer.html#recording-…` leads to one trace.
if (location.hash.length > 1) await kept.open(location.hash.slice(1));
