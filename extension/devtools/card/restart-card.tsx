import type { Restart } from '../../trace/schema/trace.ts';
import type { ConnectionView } from '../../trace/view.ts';
import type { PanelModel } from '../model/panel-model.ts';
import { SdpChanges } from '../sdp/sdp-changes.tsx';
import { Facts } from './facts.tsx';
import { Findings } from './findings.tsx';
import { GapTable } from './gap-table.tsx';
import { RestartEvents } from './restart-events.tsx';
import { factsOf } from './restart-facts.tsx';
import { sentenceOf } from './sentence.ts';
import { Waterfall } from './waterfall.tsx';

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
      <p class="sentence">
        {sentenceOf(restart, connection, now).map(piece =>
          typeof piece === 'string' ? piece : <strong key={piece.strong}>{piece.strong}</strong>,
        )}
      </p>
      <div class="restart-columns">
        <Waterfall restart={restart} now={now} />
        <Findings findings={restart.findings} />
      </div>
      <Facts facts={factsOf(restart, origin)} />
      <GapTable restart={restart} origin={origin} />
      <SdpChanges restart={restart} connection={connection} />
      <RestartEvents model={model} />
    </article>
  );
}
