import { useMemo } from 'preact/hooks';
import type { ConnectionView } from '../../trace/view.ts';
import type { PanelModel } from '../model/panel-model.ts';
import { endOf } from '../model/selection.ts';
import { rovingKey } from '../rove.ts';
import { counted } from '../text/words.ts';
import { carries, connectionStatus } from './connection-status.ts';
import { type FrameGroup, frameGroups } from './frame-groups.ts';
import { StatusDot } from './status-dot.tsx';
import './sidebar.css';

/** Frames and their connections, one of which is selected. */
export function ConnectionList({ model }: { model: PanelModel }) {
  const { snapshot } = model.scene.value;
  const groups = frameGroups(snapshot.view);
  const order = groups.flatMap(group => group.connections.map(connection => connection.id));
  return (
    <div
      class="connection-list"
      role="listbox"
      aria-label="Connections"
      onClick={event => {
        const row = (event.target as Element).closest<HTMLElement>('[data-key]');
        if (row?.dataset.key) model.selectConnection(row.dataset.key);
      }}
      onKeyDown={event => {
        const id = rovingKey(event, order, model.scene.peek().connection?.id ?? null);
        if (id !== null) model.selectConnection(id);
      }}
    >
      {groups.map(group => (
        <Group key={group.frameId} group={group} model={model} />
      ))}
    </div>
  );
}

function Group({ group, model }: { group: FrameGroup; model: PanelModel }) {
  const gone = model.scene.value.snapshot.gone.has(group.frameId);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no group of options
    <div role="group" aria-label={group.title}>
      <div class="frame-title" title={group.url} aria-hidden="true">
        <span class="frame-address">{group.title}</span>
        {gone && <span class="frame-gone">gone</span>}
      </div>
      {group.connections.map(connection => (
        <Row key={connection.id} connection={connection} model={model} />
      ))}
    </div>
  );
}

function Row({ connection, model }: { connection: ConnectionView; model: PanelModel }) {
  const { snapshot, connection: shown } = model.scene.value;
  const endedAt = endOf(connection, snapshot.gone);
  const { tone, word } = connectionStatus(connection, endedAt);
  const selected = shown?.id === connection.id;
  const restarts = connection.restarts.length;
  const rtt = tone === 'good' && connection.rttMs !== null ? `${Math.round(connection.rttMs)} ms` : '';
  const detail = [word, carries(connection), rtt].filter(Boolean).join(' · ');
  // Every frame of a live page asks, and hardly ever is there anything new.
  return useMemo(
    () => (
      <div
        role="option"
        class="connection-row"
        aria-selected={selected}
        tabIndex={selected ? 0 : -1}
        data-key={connection.id}
      >
        <StatusDot tone={tone} />
        <span class="connection-name">Connection {connection.number}</span>
        <span class="connection-restarts" title={counted(restarts, 'restart')}>
          {restarts}
          <span aria-hidden="true"> ↻</span>
          <span class="visually-hidden">{restarts === 1 ? 'restart' : 'restarts'}</span>
        </span>
        <span class="connection-detail" title={detail}>
          {detail}
        </span>
      </div>
    ),
    [connection.id, connection.number, selected, tone, restarts, detail],
  );
}
