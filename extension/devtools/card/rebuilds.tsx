import type { Rebuild } from '../../trace/schema/trace.ts';
import type { TraceView } from '../../trace/view.ts';
import { mediaGapsOf } from '../model/restart-gaps.ts';
import { duration } from '../text/duration.ts';
import { causeWords } from '../text/words.ts';
import { Findings } from './findings.tsx';

export interface RebuildsProps {
  view: TraceView;
  connectionId: string;
  choose(connectionId: string): void;
}

/** Where the application made another connection instead of restarting ICE on this one. */
export function Rebuilds({ view, connectionId, choose }: RebuildsProps) {
  const own = view.rebuilds.filter(
    ({ fromConnectionId, toConnectionId }) =>
      connectionId === fromConnectionId || connectionId === toConnectionId,
  );
  return (
    <>
      {own.map(rebuild => (
        <section key={`${rebuild.fromConnectionId} ${rebuild.toConnectionId}`} class="rebuild">
          <Sentence rebuild={rebuild} view={view} connectionId={connectionId} choose={choose} />
          <Findings findings={rebuild.findings} />
        </section>
      ))}
    </>
  );
}

function Sentence({ rebuild, view, connectionId, choose }: RebuildsProps & { rebuild: Rebuild }) {
  const replaced = rebuild.fromConnectionId === connectionId;
  const other = replaced ? rebuild.toConnectionId : rebuild.fromConnectionId;
  const silences = mediaGapsOf(rebuild).map(gap => gap.durationMs);
  return (
    <p>
      {replaced ? 'The application replaced it by ' : 'It replaces '}
      <button type="button" class="link" onClick={() => choose(other)}>
        Connection {view.connections.get(other)?.number}
      </button>{' '}
      ({causeWords[rebuild.cause]}), which was connected {duration(rebuild.connectedAt - rebuild.createdAt)}{' '}
      after it was made.
      {silences.length > 0 && ` Media was silent for ${duration(Math.max(...silences))}.`}
    </p>
  );
}
