import { useSignalEffect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { PanelModel } from '../model/panel-model.ts';
import { counted } from '../text/words.ts';
import { EventDetail } from './event-detail.tsx';
import { type Kind, kinds } from './event-filter.ts';
import { EventList } from './event-list.tsx';
import type { LogModel } from './log-model.ts';
import './log.css';
import { grouped } from '../text/grouped.ts';

/** Every event as it came, filtered; tied to the timeline both ways. */
export function Log({ model, log }: { model: PanelModel; log: LogModel }) {
  useSignalEffect(() => log.refresh());
  const event = model.event.value;
  // Nothing else can show what is chosen here.
  useEffect(() => () => model.letGoOfEvent(), [model]);
  return (
    <div class="log">
      <Filters model={model} log={log} />
      <div class="log-body">
        <EventList model={model} log={log} />
        {event && <EventDetail event={event} close={() => model.letGoOfEvent()} />}
      </div>
    </div>
  );
}

function Filters({ model, log }: { model: PanelModel; log: LogModel }) {
  const several = model.scene.value.snapshot.view.connections.size > 1;
  return (
    <search class="filters" aria-label="Filter the events">
      <input
        type="search"
        placeholder="Filter"
        aria-label="Words to look for"
        value={log.text.value}
        onInput={event => (log.text.value = event.currentTarget.value)}
      />
      {several && (
        <select
          aria-label="Connections"
          value={log.allConnections.value ? 'all' : 'one'}
          onChange={event => (log.allConnections.value = event.currentTarget.value === 'all')}
        >
          <option value="one">Connection {model.scene.value.connection?.number}</option>
          <option value="all">All connections</option>
        </select>
      )}
      <span class="chips">
        {(Object.keys(kinds) as Kind[]).map(kind => (
          <button
            key={kind}
            type="button"
            aria-pressed={log.kinds.value.has(kind)}
            onClick={() => log.toggle(kind)}
          >
            {kinds[kind].word}
          </button>
        ))}
      </span>
      <Count log={log} />
    </search>
  );
}

function Count({ log }: { log: LogModel }) {
  const { rows, scanned, total } = log.filtered.value;
  const share = total === 0 ? 100 : Math.floor((scanned / total) * 100);
  return (
    <span class="filter-count" role="status">
      {counted(rows.length, 'event')}
      {rows.length < total && scanned === total ? ` of ${grouped(total)}` : ''}
      {scanned < total ? `, looking: ${share} %` : ''}
    </span>
  );
}
