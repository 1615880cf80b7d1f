import { render } from 'preact';
import { App } from '../devtools/app.tsx';
import { Desk } from '../devtools/desk/desk.ts';
import { followTheme } from '../devtools/theme/theme.ts';
import { KeptTraces } from './kept-traces.tsx';
import { KeptTracesModel } from './kept-traces-model.ts';
import './viewer.css';

/** A page of its own for traces that are over: the list of those kept, and the panel for those that are open. */
const desk = new Desk(null);
const kept = new KeptTracesModel(desk);

followTheme(null);
render(
  <App desk={desk} home={{ title: 'Kept traces', content: <KeptTraces model={kept} /> }} />,
  document.body,
);
await kept.refresh();
// `viewer.html#recording-…` leads to one trace.
if (location.hash.length > 1) await kept.open(location.hash.slice(1));
