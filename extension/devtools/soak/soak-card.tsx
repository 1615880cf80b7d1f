import type { Restart } from '../../trace/schema/trace.ts';
import type { ConnectionView } from '../../trace/view.ts';
import type { PanelModel } from '../model/panel-model.ts';
import { worstGapOf } from '../model/restart-gaps.ts';
import { clock } from '../text/clock.ts';
import { bracketText, duration } from '../text/duration.ts';
import { counted, outcomeWords } from '../text/words.ts';
import { restartOfRun, type Soak, type SoakEnd } from './soak.ts';

/** Restarts asked for again and again, and what the application made of each. */
export function SoakCard({ model }: { model: PanelModel }) {
  const soak = model.soak.state.value;
  const connection = soak && model.scene.value.snapshot.view.connections.get(soak.connectionId);
  if (!soak || !connection) return <p class="card-note">Nothing was repeated.</p>;
  const { runs, plan } = soak;
  // The button is gone then; the focus stays where it was.
  const stop = ({ currentTarget }: Event) => {
    const around = (currentTarget as HTMLElement).closest<HTMLElement>('[role=tabpanel]');
    model.soak.stop();
    around?.focus();
  };
  const settled = runs.filter(run => restartOfRun(run, connection)?.settledAt != null).length;
  return (
    <article class="soak">
      <p class="soak-progress">
        <progress max={plan.times} value={settled} aria-label="Restarts settled" />
        <span role="status">
          {settled} of {counted(plan.times, 'restart')} on Connection {connection.number}
          {soak.ended && `: ${endWords(soak.ended)}`}
        </span>
        {!soak.ended && (
          <button type="button" onClick={stop}>
            Stop
          </button>
        )}
      </p>
      <p class="dim">{verdict(soak, connection)}</p>
      <Runs model={model} soak={soak} connection={connection} />
    </article>
  );
}

function endWords(end: SoakEnd): string {
  switch (end.why) {
    case 'done':
      return 'done';
    case 'stopped':
      return 'stopped';
    case 'closed':
      return 'stopped, because the connection is over';
    case 'refused':
      return `stopped, because ${end.reason}`;
  }
}

/** `18 completed, 2 failed; silent for 212 ms at the most.` */
function verdict({ runs }: Soak, connection: ConnectionView): string {
  const restarts = runs.map(run => restartOfRun(run, connection)).filter(restart => restart !== null);
  const outcomes = new Map<string, number>();
  for (const { outcome } of restarts) {
    const word = outcomeWords[outcome];
    outcomes.set(word, (outcomes.get(word) ?? 0) + 1);
  }
  const worst = Math.max(...restarts.map(restart => worstGapOf(restart)?.durationMs ?? 0));
  if (restarts.length === 0) return 'The page has not told of the first one yet.';
  const each = [...outcomes].map(([word, n]) => `${n} ${word}`).join(', ');
  return `${each}; media was silent for ${duration(worst)} at the most.`;
}

/** The newest first; all of them stand among the restarts. */
const most = 100;

function Runs({ model, soak, connection }: { model: PanelModel; soak: Soak; connection: ConnectionView }) {
  const origin = model.extent.value.from;
  const newest = soak.runs.slice(-most).reverse();
  return (
    <table class="plain-table soak-runs">
      <caption class="visually-hidden">Restarts that were asked for</caption>
      <thead>
        <tr>
          <th scope="col">#</th>
          <th scope="col" class="soak-time">
            Asked for at
          </th>
          <th scope="col">What the application did</th>
          <th scope="col">Took</th>
          <th scope="col">Longest silence</th>
        </tr>
      </thead>
      <tbody>
        {newest.map((run, i) => (
          <Run
            key={run.index}
            number={soak.runs.length - i}
            at={clock(run.askedAt - origin, 1)}
            restart={restartOfRun(run, connection)}
            show={restart => model.selectRestart(connection.id, restart.id, true)}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RunProps {
  number: number;
  at: string;
  restart: Restart | null;
  show(restart: Restart): void;
}

function Run({ number, at, restart, show }: RunProps) {
  const worst = restart && worstGapOf(restart);
  return (
    <tr>
      <th scope="row">{number}</th>
      <td class="is-number soak-time">{at}</td>
      <td>
        {restart ? (
          <button type="button" class="link" onClick={() => show(restart)}>
            {did(restart)}
          </button>
        ) : (
          <span class="dim">asked…</span>
        )}
      </td>
      <td class="is-number">
        {restart?.settledAt ? duration(restart.settledAt - restart.requestedAt) : '–'}
      </td>
      <td class={`is-number ${worst && worst.durationMs > 0 ? 'is-gap' : ''}`}>
        {worst ? bracketText(worst) : '–'}
      </td>
    </tr>
  );
}

/** A restart that was asked for and not offered is waiting for the application. */
function did({ outcome, localUfrag, remoteUfrag }: Restart): string {
  const offered = localUfrag.to !== null || remoteUfrag.to !== null;
  return outcome === 'pending' && !offered ? 'has made no offer yet' : outcomeWords[outcome];
}
