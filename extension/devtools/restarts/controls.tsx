import type { Signal } from '@preact/signals';
import type { Outcome, Restart } from '../../trace/schema/trace.ts';
import type { ConnectionView } from '../../trace/view.ts';
import type { PanelModel } from '../model/panel-model.ts';
import { grouped } from '../text/grouped.ts';
import { counted, outcomeWords } from '../text/words.ts';
import type { Arrangement } from './arrange.ts';
import { nameOf } from './comparison.tsx';

export interface ControlsProps {
  model: PanelModel;
  arrangement: Signal<Arrangement>;
  shown: number;
}

export function restartWith(id: string, model: PanelModel): Restart | null {
  for (const { restarts } of model.scene.value.snapshot.view.connections.values()) {
    const found = restarts.find(restart => restart.id === id);
    if (found) return found;
  }
  return null;
}

/** What is shown of the restarts, and which two are compared. */
export function Controls({ model, arrangement, shown }: ControlsProps) {
  const { connection } = model.scene.value;
  const { text, outcome } = arrangement.value;
  const change = (part: Partial<Arrangement>) => {
    arrangement.value = { ...arrangement.peek(), ...part };
  };
  const total = connection?.restarts.length ?? 0;
  return (
    <search class="filters" aria-label="Filter and compare the restarts">
      <input
        type="search"
        placeholder="Filter"
        aria-label="Words to look for"
        value={text}
        onInput={event => change({ text: event.currentTarget.value })}
      />
      <select
        aria-label="Outcome"
        value={outcome ?? ''}
        onChange={event => change({ outcome: (event.currentTarget.value || null) as Outcome | null })}
      >
        <option value="">any outcome</option>
        {(Object.keys(outcomeWords) as Outcome[]).map(each => (
          <option key={each} value={each}>
            {outcomeWords[each]}
          </option>
        ))}
      </select>
      <CompareWith model={model} />
      <span class="filter-count" role="status">
        {counted(shown, 'restart')}
        {shown < total ? ` of ${grouped(total)}` : ''}
      </span>
    </search>
  );
}

/** A select of a thousand options helps nobody: of each connection the newest. */
const mostOptions = 100;

function CompareWith({ model }: { model: PanelModel }) {
  const { restart, snapshot } = model.scene.value;
  if (!restart) return null;
  const connections = [...snapshot.view.connections.values()].filter(({ restarts }) => restarts.length > 0);
  return (
    <label class="compare-with">
      {nameOf(restart, model)} compared with
      <select
        value={model.compared.value ?? ''}
        onChange={event => {
          model.compared.value = event.currentTarget.value || null;
        }}
      >
        <option value="">none</option>
        {connections.map(connection => (
          <Group key={connection.id} connection={connection} selected={restart} />
        ))}
      </select>
    </label>
  );
}

function Group({ connection, selected }: { connection: ConnectionView; selected: Restart }) {
  const { restarts, number } = connection;
  const first = Math.max(0, restarts.length - mostOptions);
  return (
    <optgroup label={`Connection ${number}`}>
      {restarts.slice(first).map((restart, i) => (
        <option key={restart.id} value={restart.id} disabled={restart.id === selected.id}>
          Restart {first + i + 1} · {outcomeWords[restart.outcome]}
        </option>
      ))}
    </optgroup>
  );
}
