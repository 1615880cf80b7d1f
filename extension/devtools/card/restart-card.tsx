import type { Restart } from '../../trace/schema/trace.ts';
import type { ConnectionView } from '../../trace/view.ts';
import type { PanelModel } from '../model/panel-model.ts';
import { SdpChanges } from '../sdp/sdp-changes.tsx';
import { clock } from '../text/clock.ts';
import { duration } from '../text/duration.ts';
import { causeWords, outcomeWords, pairName, triggerWords } from '../text/words.ts';
import { type Fact, Facts } from './facts.tsx';
import { Findings } from './findings.tsx';
import { GapTable } from './gap-table.tsx';
import { RestartEvents } from './restart-events.tsx';
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

function factsOf(restart: Restart, origin: number): Fact[] {
  const { requestedAt, settledAt, pair, localUfrag, remoteUfrag } = restart;
  const missing = settledAt === null ? '…' : 'none';
  return [
    { name: 'Asked by', value: triggerWords[restart.trigger] },
    { name: 'Cause', value: causeWords[restart.cause] },
    { name: 'Outcome', value: outcomeWords[restart.outcome] },
    {
      name: 'At',
      value: `${clock(requestedAt - origin, 1)} (${new Date(requestedAt).toLocaleTimeString()})`,
    },
    ...(settledAt === null ? [] : [{ name: 'Took', value: duration(settledAt - requestedAt) }]),
    { name: 'Path', value: <Change from={pairName(pair.from)} to={pair.to ? pairName(pair.to) : missing} /> },
    { name: 'Local ufrag', value: <Change from={localUfrag.from} to={localUfrag.to ?? missing} code /> },
    { name: 'Remote ufrag', value: <Change from={remoteUfrag.from} to={remoteUfrag.to ?? missing} code /> },
  ];
}

function Change({ from, to, code }: { from: string | null; to: string; code?: boolean }) {
  const Value = code ? 'code' : 'span';
  return (
    <>
      <Value>{from ?? '?'}</Value> <span aria-hidden="true">⟶</span>
      <span class="visually-hidden">became</span> <Value>{to}</Value>
    </>
  );
}
