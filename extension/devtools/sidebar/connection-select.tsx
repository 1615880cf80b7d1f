import { useMemo } from 'preact/hooks';
import type { ConnectionView } from '../../trace/view.ts';
import type { PanelModel } from '../model/panel-model.ts';
import { endOf } from '../model/selection.ts';
import { counted } from '../text/words.ts';
import { connectionStatus } from './connection-status.ts';
import { frameGroups } from './frame-groups.ts';

/** What the list is where there is no room for one. */
export function ConnectionSelect({ model }: { model: PanelModel }) {
  const { snapshot, connection: shown } = model.scene.value;
  return (
    <select
      class="connection-select"
      aria-label="Connection"
      value={shown?.id}
      onChange={event => model.selectConnection(event.currentTarget.value)}
    >
      {frameGroups(snapshot.view).map(group => (
        <optgroup key={group.frameId} label={group.title}>
          {group.connections.map(connection => (
            <Option
              key={connection.id}
              id={connection.id}
              text={textOf(connection, endOf(connection, snapshot.gone))}
            />
          ))}
        </optgroup>
      ))}
    </select>
  );
}

function textOf(connection: ConnectionView, endedAt: number | null): string {
  const { word } = connectionStatus(connection, endedAt);
  return `Connection ${connection.number} · ${word} · ${counted(connection.restarts.length, 'restart')}`;
}

function Option({ id, text }: { id: string; text: string }) {
  return useMemo(() => <option value={id}>{text}</option>, [id, text]);
}
