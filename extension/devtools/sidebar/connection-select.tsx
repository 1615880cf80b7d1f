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
            <option key={connection.id} value={connection.id}>
              Connection {connection.number} ·{' '}
              {connectionStatus(connection, endOf(connection, snapshot.gone)).word} ·{' '}
              {counted(connection.restarts.length, 'restart')}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}
