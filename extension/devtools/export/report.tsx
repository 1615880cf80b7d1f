import { browserOf } from '../../trace/file/browser.ts';
import type { Break, Restart } from '../../trace/schema/trace.ts';
import type { ConnectionView, TraceView } from '../../trace/view.ts';
import { RestartStory } from '../card/restart-story.tsx';
import { worstGapOf } from '../model/restart-gaps.ts';
import { carries, connectionStatus } from '../sidebar/connection-status.ts';
import { frameTitle } from '../sidebar/frame-groups.ts';
import { clock } from '../text/clock.ts';
import { bracketText, duration, roughly } from '../text/duration.ts';
import { causeWords, counted, outcomeWords, pairName, triggerWords } from '../text/words.ts';
import { summaryOf } from '../toolbar/summary.ts';
import { mostTold, type ReportPlan, untilOf } from './report-plan.ts';

export interface ReportInput {
  view: TraceView;
  /** Events that are missing from the trace. */
  missing: number;
  redacted: boolean;
  generator: string;
}

/** The SVG documents of what the report draws: by restart, or by connection for one as a whole. */
export type Drawings = ReadonlyMap<Restart | ConnectionView, string>;

interface ReportProps {
  input: ReportInput;
  plan: ReportPlan;
  drawings: Drawings;
}

/** Everything that a reader needs who was not there; without scripts or a network. */
export function Report({ input, plan, drawings }: ReportProps) {
  const { view } = input;
  const connections = [...view.connections.values()];
  const origin = view.from ?? 0;
  return (
    <>
      <Head input={input} connections={connections} />
      <main>
        {connections.map(connection => (
          <Connection
            key={connection.id}
            connection={connection}
            view={view}
            plan={plan}
            drawings={drawings}
            origin={origin}
          />
        ))}
      </main>
      <Foot input={input} />
    </>
  );
}

function Head({ input, connections }: { input: ReportInput; connections: ConnectionView[] }) {
  const { view, missing, redacted } = input;
  const [frame] = view.frames.values();
  const { name, version } = browserOf(frame?.userAgent ?? '');
  const from = view.from ?? 0;
  const lasted = roughly((view.to ?? from) - from);
  const facts = [
    new Date(from).toISOString().replace('T', ' ').replace(/\..*/, ' UTC'),
    lasted,
    name === 'unknown' ? '' : `${name} ${version}`,
    redacted ? 'addresses redacted' : '',
  ].filter(Boolean);
  return (
    <header class="report-head">
      <p class="report-kind">IceScope report</p>
      <h1>{frame?.title || frameTitle(frame)}</h1>
      {frame?.title && <p class="dim">{frame.url}</p>}
      <p class="dim">{facts.join(' · ')}</p>
      <Verdict connections={connections} />
      {missing > 0 && (
        <p class="report-warning">
          {counted(missing, 'event')} {missing === 1 ? 'is' : 'are'} missing: the page’s buffer was full.
        </p>
      )}
    </header>
  );
}

/** The three figures that somebody in a hurry reads. */
function Verdict({ connections }: { connections: ConnectionView[] }) {
  const restarts = connections.flatMap(connection => connection.restarts);
  const { worst, medianMs } = summaryOf(restarts);
  const bad = restarts.filter(({ outcome }) => outcome === 'failed' || outcome === 'ignored').length;
  return (
    <dl class="report-figures">
      <div>
        <dt>Restarts</dt>
        <dd>
          {restarts.length}
          {bad > 0 && <small class="is-bad">{bad} without success</small>}
        </dd>
      </div>
      <div>
        <dt>Worst gap</dt>
        <dd>{worst ? duration(worst.durationMs) : '–'}</dd>
      </div>
      <div>
        <dt>Median gap</dt>
        <dd>{medianMs === null ? '–' : duration(medianMs)}</dd>
      </div>
      <div>
        <dt>Connections</dt>
        <dd>{connections.length}</dd>
      </div>
    </dl>
  );
}

interface ConnectionProps {
  connection: ConnectionView;
  view: TraceView;
  plan: ReportPlan;
  drawings: Drawings;
  origin: number;
}

function Connection({ connection, view, plan, drawings, origin }: ConnectionProps) {
  const { restarts, number, breaks } = connection;
  const until = untilOf(connection, view);
  const words = [
    connectionStatus(connection, null).word,
    carries(connection),
    counted(restarts.length, 'restart'),
  ];
  return (
    <section class="report-connection">
      <h2>
        Connection {number} <span class="dim">{words.filter(Boolean).join(' · ')}</span>
      </h2>
      <Drawing svg={drawings.get(connection)} />
      {restarts.length > 1 && <RestartList restarts={restarts} told={plan.told} origin={origin} />}
      {restarts.map((restart, i) => {
        if (!plan.told.has(restart)) return null;
        return (
          <section key={restart.id} class="report-restart" id={anchor(restart)}>
            <h3>
              Restart {i + 1}{' '}
              <span class={`outcome outcome-${restart.outcome}`}>{outcomeWords[restart.outcome]}</span>
            </h3>
            <Story restart={restart} connection={connection} now={until} origin={origin} />
            <Drawing svg={drawings.get(restart)} />
          </section>
        );
      })}
      <Breaks breaks={breaks} origin={origin} />
    </section>
  );
}

interface StoryProps {
  restart: Restart;
  connection: ConnectionView;
  now: number;
  origin: number;
}

/** What the panel's card says of a restart. */
function Story({ restart, connection, now, origin }: StoryProps) {
  return (
    <article class="restart-card">
      <RestartStory restart={restart} connection={connection} now={now} origin={origin} />
    </article>
  );
}

const anchor = ({ id }: Restart) => `restart-${id}`;

function Drawing({ svg }: { svg: string | undefined }) {
  if (svg === undefined) return null;
  // Our own drawing, in which every text is escaped.
  return <div class="report-drawing" dangerouslySetInnerHTML={{ __html: svg }} />;
}

interface RestartListProps {
  restarts: Restart[];
  told: ReadonlySet<Restart>;
  origin: number;
}

function RestartList({ restarts, told, origin }: RestartListProps) {
  const inFull = restarts.filter(restart => told.has(restart)).length;
  return (
    <table class="plain-table">
      <caption>
        All restarts
        {inFull < restarts.length &&
          ` (${inFull} of them told in full: of this trace, the ${mostTold} that cost most)`}
      </caption>
      <thead>
        <tr>
          <th scope="col">#</th>
          <th scope="col">At</th>
          <th scope="col">Asked by</th>
          <th scope="col">Cause</th>
          <th scope="col">Outcome</th>
          <th scope="col" class="is-number">
            Took
          </th>
          <th scope="col" class="is-number">
            Worst gap
          </th>
        </tr>
      </thead>
      <tbody>
        {restarts.map((restart, i) => (
          <RestartRow
            key={restart.id}
            restart={restart}
            number={i + 1}
            told={told.has(restart)}
            origin={origin}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RestartRowProps {
  restart: Restart;
  number: number;
  told: boolean;
  origin: number;
}

function RestartRow({ restart, number, told, origin }: RestartRowProps) {
  const { requestedAt, settledAt } = restart;
  const worst = worstGapOf(restart);
  return (
    <tr>
      <th scope="row">{told ? <a href={`#${anchor(restart)}`}>{number}</a> : number}</th>
      <td>{clock(requestedAt - origin, 1)}</td>
      <td>{triggerWords[restart.trigger]}</td>
      <td>{causeWords[restart.cause]}</td>
      <td>{outcomeWords[restart.outcome]}</td>
      <td class="is-number">{settledAt === null ? '–' : duration(settledAt - requestedAt)}</td>
      <td class="is-number">{worst ? bracketText(worst) : '–'}</td>
    </tr>
  );
}

function Breaks({ breaks, origin }: { breaks: Break[]; origin: number }) {
  if (breaks.length === 0) return null;
  return (
    <table class="plain-table">
      <caption>Silences of the path without a restart</caption>
      <thead>
        <tr>
          <th scope="col">At</th>
          <th scope="col" class="is-number">
            For
          </th>
          <th scope="col">Path</th>
          <th scope="col">Healed</th>
        </tr>
      </thead>
      <tbody>
        {breaks.map(({ from, to, healedBy, pair }) => (
          <tr key={from}>
            <td>{clock(from - origin, 1)}</td>
            <td class="is-number">{duration(to - from)}</td>
            <td>{pairName(pair.from)}</td>
            <td>{healedBy === 'itself' ? 'by itself' : `by another path, ${pairName(pair.to)}`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Foot({ input }: { input: ReportInput }) {
  return (
    <footer class="report-foot dim">
      <p>
        A gap is the silence of one stream, from its last packet on the old path to the first on the new. “±
        3” is the bracket in which the truth must lie, given what was sampled; it rests on counters and
        arrival times alone. Two shades behind the lanes: waiting (the path is dead, nobody has acted), and
        the restart at work.
      </p>
      <p>
        Written by {input.generator}. This page holds no script and loads nothing.
        {input.redacted && ' IP addresses, host names and page addresses stand as labels.'}
      </p>
    </footer>
  );
}
