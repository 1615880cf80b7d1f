import { render } from 'preact';
import { App } from '../app.tsx';
import { Desk } from '../desk/desk.ts';
import { followTheme } from '../theme/theme.ts';
import { previewSource } from './preview-source.ts';
import { states } from './states.ts';
import './preview.css';

/**
 * Shows the panel in each of its states without a browser extension: `preview.html?state=failed&theme=dark`.
 * Not part of the build; `npx vite -c extension/devtools/preview/vite.config.ts` serves it.
 */
const query = new URLSearchParams(location.search);
const name = query.get('state');
const theme = query.get('theme') ?? undefined;
followTheme({ name: () => theme, onChange: () => {} });

const state = name === null ? undefined : states[name]?.();
if (state) {
  const desk = new Desk(previewSource(state));
  const model = desk.live!;
  const { connection } = model.scene.peek();
  const restart = connection?.restarts[(state.select ?? 0) - 1];
  if (connection && restart) model.selectRestart(connection.id, restart.id, true);
  if (state.tab) model.tab.value = state.tab;
  if (connection && state.soak) {
    const runs = connection.restarts.map(({ requestedAt }, index) => ({ askedAt: requestedAt, index }));
    model.soak.resume({ connectionId: connection.id, plan: state.soak, runs, ended: null });
  }
  model.compared.value = connection?.restarts[(state.compare ?? 0) - 1]?.id ?? null;
  render(<App desk={desk} />, document.body);
} else {
  render(<Contents />, document.body);
}

function Contents() {
  return (
    <ul class="preview-contents">
      {Object.keys(states).map(name => (
        <li key={name}>
          {name} <a href={`?state=${name}&theme=light`}>light</a>{' '}
          <a href={`?state=${name}&theme=dark`}>dark</a>
        </li>
      ))}
    </ul>
  );
}
