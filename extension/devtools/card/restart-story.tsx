import type { Restart } from '../../trace/schema/trace.ts';
import type { ConnectionView } from '../../trace/view.ts';
import { Facts } from './facts.tsx';
import { Findings } from './findings.tsx';
import { GapTable } from './gap-table.tsx';
import { factsOf } from './restart-facts.tsx';
import { sentenceOf } from './sentence.ts';
import { Waterfall } from './waterfall.tsx';

export interface RestartStoryProps {
  restart: Restart;
  connection: ConnectionView;
  now: number;
  /** Time 0 of the axis. */
  origin: number;
}

/** What is said of one restart, in the panel and in a report: a sentence first, then phases, findings, facts, gaps. */
export function RestartStory({ restart, connection, now, origin }: RestartStoryProps) {
  return (
    <>
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
    </>
  );
}
