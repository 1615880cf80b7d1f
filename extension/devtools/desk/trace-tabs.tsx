import { useRef } from 'preact/hooks';
import type { PanelModel } from '../model/panel-model.ts';
import { duration } from '../text/duration.ts';
import { counted } from '../text/words.ts';
import { summaryOf } from '../toolbar/summary.ts';
import type { Desk } from './desk.ts';
import './desk.css';

/** The traces that lie open, each with what its restarts cost, to compare and to change between. */
export function TraceTabs({ desk, home }: { desk: Desk; home: string }) {
  const traces = desk.traces.value;
  const nav = useRef<HTMLElement>(null);
  if (traces.length === 0) return null;
  const shown = desk.shown.value;
  function close(id: number): void {
    desk.close(id);
    // Its button took the focus with it.
    requestAnimationFrame(() => nav.current?.querySelector<HTMLElement>('[aria-current]')?.focus());
  }
  return (
    <nav class="trace-tabs" aria-label="Open traces" ref={nav}>
      <ul>
        <Tab name={home} model={desk.live} current={shown === null} show={() => desk.show(null)} />
        {traces.map(({ id, name, model }) => (
          <Tab
            key={id}
            name={name}
            model={model}
            current={shown?.id === id}
            show={() => desk.show(id)}
            close={() => close(id)}
          />
        ))}
      </ul>
    </nav>
  );
}

interface TabProps {
  name: string;
  /** `null` for a place that is no trace. */
  model: PanelModel | null;
  current: boolean;
  show(): void;
  close?(): void;
}

function Tab({ name, model, current, show, close }: TabProps) {
  return (
    <li class={current ? 'trace-tab is-current' : 'trace-tab'}>
      <button
        type="button"
        class="trace-tab-show"
        aria-current={current ? 'true' : undefined}
        title={name}
        onClick={show}
      >
        <span class="trace-tab-name">{name}</span>
        {model && <span class="trace-tab-detail">{costOf(model)}</span>}
      </button>
      {close && (
        <button type="button" class="trace-tab-close" aria-label={`Close ${name}`} onClick={close}>
          ×
        </button>
      )}
    </li>
  );
}

/** `3 restarts · worst gap 5,146 ms`, of all connections. */
function costOf(model: PanelModel): string {
  const connections = [...model.source.snapshot.value.view.connections.values()];
  const { restarts, worst } = summaryOf(connections.flatMap(connection => connection.restarts));
  const cost = worst ? ` · worst gap ${duration(worst.durationMs)}` : '';
  return counted(restarts, 'restart') + cost;
}
