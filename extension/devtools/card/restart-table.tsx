import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Restart } from '../../trace/schema/trace.ts';
import type { ConnectionView } from '../../trace/view.ts';
import type { PanelModel } from '../model/panel-model.ts';
import { worstGapOf } from '../model/restart-gaps.ts';
import { rovingKey } from '../rove.ts';
import { clock } from '../text/clock.ts';
import { bracketText, duration } from '../text/duration.ts';
import { causeWords, outcomeWords, phaseWords, triggerWords } from '../text/words.ts';
import { type RowWindow, rowWindow, scrollTopFor } from './row-window.ts';
import './restart-table.css';

/** As in restart-table.css. */
const rowHeight = 24;
const headHeight = 25;

/** Of a fixed width, because not all rows are there to measure. */
const columns = [
  { title: '#', width: '52px' },
  { title: 'At', width: '96px' },
  { title: 'Asked by', width: '190px' },
  { title: 'Cause', width: '160px' },
  { title: 'Outcome', width: '150px' },
  { title: 'Took', width: '90px' },
  { title: 'Phases', width: '150px' },
  { title: 'Longest silence', width: 'auto' },
];

/** All restarts of the connection. Only the rows that can be seen are in the document. */
export function RestartTable({ model }: { model: PanelModel }) {
  const { connection } = model.scene.value;
  if (!connection || connection.restarts.length === 0) return <p class="card-note">No restart yet.</p>;
  return <Grid model={model} connection={connection} />;
}

function Grid({ model, connection }: { model: PanelModel; connection: ConnectionView }) {
  const scroller = useRef<HTMLDivElement>(null);
  const { restart: selected, restartNumber } = model.scene.value;
  const { restarts } = connection;
  const [rows, scroll] = useRowWindow(scroller, restarts.length, restartNumber);
  return (
    <div class="restart-table-scroller" ref={scroller} onScroll={scroll}>
      <table
        class="restart-table"
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table to choose from
        role="grid"
        aria-label={`Restarts of connection ${connection.number}`}
        aria-rowcount={restarts.length + 1}
        onKeyDown={event => {
          const order = restarts.map(({ id }) => id);
          const id = rovingKey(event, order, model.scene.peek().restart?.id ?? null);
          if (id !== null) model.selectRestart(connection.id, id, true);
        }}
      >
        <Head />
        <tbody>
          <Spacer rows={rows.first} />
          {restarts.slice(rows.first, rows.end).map((restart, i) => (
            <Row
              key={restart.id}
              restart={restart}
              number={rows.first + i + 1}
              origin={model.extent.value.from}
              selected={restart.id === selected?.id}
              focusable={restart === (selected ?? restarts[0])}
              choose={() => model.selectRestart(connection.id, restart.id, true)}
            />
          ))}
          <Spacer rows={restarts.length - rows.end} />
        </tbody>
      </table>
    </div>
  );
}

/** The rows that can be seen, and what to call when the table was scrolled. The selected row is kept in view. */
function useRowWindow(
  scroller: RefObject<HTMLDivElement | null>,
  count: number,
  selectedNumber: number,
): [RowWindow, () => void] {
  const scrolled = useSignal({ top: 0, height: 600 });
  const note = () => {
    if (!scroller.current) return;
    const { scrollTop: top, clientHeight: height } = scroller.current;
    scrolled.value = { top, height };
  };
  useEffect(() => {
    const element = scroller.current!;
    // The height is known only when the timeline has taken its own, and the user may change both.
    const observer = new ResizeObserver(() => {
      reveal(element, selectedNumber);
      note();
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [selectedNumber]);
  return [rowWindow(count, rowHeight, scrolled.value.top, scrolled.value.height), note];
}

function Head() {
  return (
    <thead>
      <tr>
        {columns.map(({ title, width }) => (
          <th key={title} scope="col" style={{ width }}>
            {title}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function reveal(scroller: HTMLElement, restartNumber: number): void {
  if (restartNumber === 0) return;
  const { scrollTop, clientHeight } = scroller;
  scroller.scrollTop = scrollTopFor(restartNumber - 1, rowHeight, scrollTop, clientHeight - headHeight);
}

function Spacer({ rows }: { rows: number }) {
  if (rows === 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus
    <tr aria-hidden="true" class="spacer">
      <td colSpan={columns.length} style={{ height: `${rows * rowHeight}px` }} />
    </tr>
  );
}

interface RowProps {
  restart: Restart;
  number: number;
  origin: number;
  selected: boolean;
  focusable: boolean;
  choose(): void;
}

function Row({ restart, number, origin, selected, focusable, choose }: RowProps) {
  const worst = worstGapOf(restart);
  const { settledAt, requestedAt, outcome } = restart;
  return (
    <tr
      aria-selected={selected}
      aria-rowindex={number + 1}
      tabIndex={focusable ? 0 : -1}
      data-key={restart.id}
      onClick={choose}
    >
      <td>{number}</td>
      <td class="is-number">{clock(requestedAt - origin, 1)}</td>
      <td>{triggerWords[restart.trigger]}</td>
      <td>{causeWords[restart.cause]}</td>
      <td class={`outcome-${outcome}`}>{outcomeWords[outcome]}</td>
      <td class="is-number">{settledAt === null ? '–' : duration(settledAt - requestedAt)}</td>
      <td>
        <PhaseBar restart={restart} />
      </td>
      <td class={`is-number ${worst ? (worst.durationMs === 0 ? 'is-good' : 'is-gap') : 'dim'}`}>
        {worst ? bracketText(worst) : 'not measured'}
      </td>
    </tr>
  );
}

/** How a restart's time was shared among its phases, told in the title and as text for who cannot see it. */
function PhaseBar({ restart }: { restart: Restart }) {
  const { phases, settledAt } = restart;
  const from = Math.min(...phases.map(phase => phase.from));
  const to = Math.max(...phases.map(phase => phase.to ?? settledAt ?? phase.from), from + 1);
  const share = (t: number) => `${((t - from) / (to - from)) * 100}%`;
  const done = phases.filter(phase => phase.to !== null);
  const text = done
    .map(phase => `${phaseWords[phase.name].done} ${duration(phase.to! - phase.from)}`)
    .join(', ');
  return (
    <span class="phase-bar" title={text}>
      {done.map(phase => (
        <span
          key={phase.name}
          class={`phase-${phase.name}`}
          style={{ left: share(phase.from), width: share(from + phase.to! - phase.from) }}
        />
      ))}
      <span class="visually-hidden">{text}</span>
    </span>
  );
}
