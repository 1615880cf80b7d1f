import type { Restart } from '../../trace/schema/trace.ts';
import type { ConnectionView } from '../../trace/view.ts';
import type { PanelModel } from '../model/panel-model.ts';
import { SdpChanges } from '../sdp/sdp-changes.tsx';
import { RestartEvents } from './restart-events.tsx';
import { RestartStory } from './restart-story.tsx';

export interface RestartCardProps {
  model: PanelModel;
  restart: Restart;
  connection: ConnectionView;
  now: number;
  /** Time 0 of the axis. */
  origin: number;
}

/** One restart: a sentence first, then its phases, what they show, and the facts. */
export function RestartCard({ model, restart, connection, now, origin }: RestartCardProps) {
  return (
    <article class="restart-card">
      <RestartStory restart={restart} connection={connection} now={now} origin={origin} />
      <SdpChanges restart={restart} connection={connection} />
      <RestartEvents model={model} />
    </article>
  );
}
