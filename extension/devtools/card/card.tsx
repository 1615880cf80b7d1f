import { useComputed } from '@preact/signals';
import { useMemo, useRef } from 'preact/hooks';
import type { Desk } from '../desk/desk.ts';
import { Log } from '../log/log.tsx';
import { LogModel } from '../log/log-model.ts';
import type { CardTab, PanelModel } from '../model/panel-model.ts';
import { RestartTable } from '../restarts/restart-table.tsx';
import { SoakCard } from '../soak/soak-card.tsx';
import { WhatIf } from '../what-if/what-if.tsx';
import { Calm } from './calm.tsx';
import { Details } from './details.tsx';
import { RestartCard } from './restart-card.tsx';
import './card.css';

const tabs: CardTab[] = ['restart', 'restarts', 'what-if', 'soak', 'log', 'details'];
/** Counting figures that change oftener can no longer be read. */
const countingMs = 100;

/** What is selected, in words and figures. */
export function Card({ desk, model }: { desk: Desk; model: PanelModel }) {
  const tab = model.tab.value;
  const log = useMemo(() => new LogModel(model), [model]);
  return (
    <section class="card" aria-labelledby="card-title">
      <h2 class="visually-hidden" id="card-title">
        Details of the selection
      </h2>
      <Tabs model={model} />
      <div
        class="card-body"
        role="tabpanel"
        id="card-panel"
        aria-labelledby={`tab-${tab}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and keys must reach what scrolls
        tabIndex={0}
      >
        {tab === 'restart' && <Selected model={model} />}
        {tab === 'restarts' && <RestartTable model={model} />}
        {tab === 'what-if' && <WhatIf desk={desk} />}
        {tab === 'soak' && <SoakCard model={model} />}
        {tab === 'log' && <Log model={model} log={log} />}
        {tab === 'details' && <ConnectionDetails model={model} />}
      </div>
    </section>
  );
}

function Tabs({ model }: { model: PanelModel }) {
  const list = useRef<HTMLDivElement>(null);
  const { connection, restart, restartNumber } = model.scene.value;
  const titles: Record<CardTab, string> = {
    restart: restart ? `Restart ${restartNumber}` : 'Summary',
    restarts: `All restarts (${connection?.restarts.length ?? 0})`,
    'what-if': 'What if',
    soak: 'Repeated',
    log: 'Events',
    details: 'Details',
  };
  // A tab for what was never asked for would only be in the way.
  const order = tabs.filter(each => each !== 'soak' || model.soak.state.value !== null);
  function move(event: KeyboardEvent): void {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const next = order[(order.indexOf(model.tab.peek()) + by + order.length) % order.length]!;
    model.tab.value = next;
    list.current?.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  }
  return (
    <div class="tabs" role="tablist" aria-label="Details" ref={list} onKeyDown={move}>
      {order.map(name => (
        <button
          key={name}
          type="button"
          role="tab"
          id={`tab-${name}`}
          aria-controls="card-panel"
          aria-selected={model.tab.value === name}
          tabIndex={model.tab.value === name ? 0 : -1}
          onClick={() => (model.tab.value = name)}
        >
          {titles[name]}
        </button>
      ))}
    </div>
  );
}

/** The model's time in steps that can be read. */
function useCountingNow(model: PanelModel): number {
  const counting = useComputed(() => {
    const { to } = model.extent.value;
    return model.running.value ? Math.ceil(to / countingMs) * countingMs : to;
  });
  return model.scene.value.endedAt ?? counting.value;
}

function Selected({ model }: { model: PanelModel }) {
  const scene = model.scene.value;
  const now = useCountingNow(model);
  const { restart, connection } = scene;
  if (!restart || !connection) {
    const choose = (id: string) => model.selectConnection(id);
    return <Calm scene={scene} now={now} live={model.running.value} choose={choose} />;
  }
  return (
    <RestartCard
      model={model}
      restart={restart}
      connection={connection}
      now={now}
      origin={model.extent.value.from}
    />
  );
}

function ConnectionDetails({ model }: { model: PanelModel }) {
  const { connection } = model.scene.value;
  const now = useCountingNow(model);
  return connection && <Details connection={connection} now={now} origin={model.extent.value.from} />;
}
