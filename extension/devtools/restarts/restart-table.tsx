import { type Signal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Gap, Restart } from '../../trace/schema/trace.ts';
import type { ConnectionView } from '../../trace/view.ts';
import type { PanelModel } from '../model/panel-model.ts';
import { worstGapOf } from '../model/restart-gaps.ts';
import { rovingKey } from '../rove.ts';
import { type RowWindow, rowWindow, scrollTopFor } from '../rows/row-window.ts';
import { clock } from '../text/clock.ts';
import { bracketed, duration } from '../text/duration.ts';
import { causeWords, outcomeWords, phaseWords, triggerWords } from '../text/words.ts';
import { type Arrangement, arranged, asTheyCame } from './arrange.ts';
import { type ColumnKey, columns, type RestartRow } from './columns.ts';
import { ComparisonOf } from './comparison.tsx';
import { Controls, restartWith } from './controls.tsx';
import { Overall } from './overall.tsx';
import './restart-table.css';

/** As in restart-table.css. */
const rowHeight = 24;
const headHeight = 25;

/** All restarts of the connection: in figures, against each other, and one by one. */
export function RestartTable({ model }: { model: PanelModel }) {
  const arrangement = useSignal(asTheyCame);
  const { connection } = model.scene.value;
  if (!connection || connection.restarts.length === 0) return <p class="card-note">No restart yet.</p>;
  const rows = arranged(connection.restarts, arrangement.value);
  const compared = model.compared.value === null ? null : restartWith(model.compared.value, model);
  return (
    <div class="restarts">
      <Controls model={model} arrangement={arrangement} shown={rows.length} />
      {compared ? (
        <ComparisonOf model={model} other={compared} />
      ) : (
        <Overall restarts={rows.map(({ restart }) => restart)} />
      )}
      <Grid model={model} connection={connection} rows={rows} arrangement={arrangement} />
    </div>
  );
}

interface GridProps {
  model: PanelModel;
  connection: ConnectionView;
  rows: RestartRow[];
  arrangement: Signal<Arrangement>;
}

/** Only the rows that can be seen are in the document. */
function Grid({ model, connection, rows, arrangement }: GridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const selected = model.scene.value.restart;
  const selectedRow = rows.findIndex(({ restart }) => restart.id === selected?.id);
  const [shown, scroll] = useRowWindow(scroller, rows.length, selectedRow + 1);
  const focusable = selectedRow < 0 ? 0 : selectedRow;
  return (
    <div class="restart-table-scroller" ref={scroller} onScroll={scroll}>
      <table
        class="restart-table"
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table to choose from
        role="grid"
        aria-label={`Restarts of connection ${connection.number}`}
        aria-rowcount={rows.length + 1}
        onKeyDown={event => {
          const order = rows.map(({ restart }) => restart.id);
          const id = rovingKey(event, order, model.scene.peek().restart?.id ?? null);
          if (id !== null) model.selectRestart(connection.id, id, true);
        }}
      >
        <Head arrangement={arrangement} />
        <tbody>
          <Spacer rows={shown.first} />
          {rows.slice(shown.first, shown.end).map(({ restart, number }, i) => (
            <Row
              key={restart.id}
              restart={restart}
              number={number}
              position={shown.first + i + 1}
              origin={model.extent.value.from}
              selected={restart.id === selected?.id}
              focusable={shown.first + i === focusable}
              choose={() => model.selectRestart(connection.id, restart.id, true)}
            />
          ))}
          <Spacer rows={rows.length - shown.end} />
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

function Head({ arrangement }: { arrangement: Signal<Arrangement> }) {
  const { sortBy, descending } = arrangement.value;
  function sort(key: ColumnKey): void {
    const again = key === sortBy;
    arrangement.value = { ...arrangement.peek(), sortBy: key, descending: again ? !descending : false };
  }
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map(({ key, title, value }) => (
          <th key={key} scope="col" class={`column-${key}`} aria-sort={sortState(key === sortBy, descending)}>
            {value ? (
              <button type="button" onClick={() => sort(key)}>
                {title}
                {key === sortBy && <span aria-hidden="true">{descending ? ' ▼' : ' ▲'}</span>}
              </button>
            ) : (
              title
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function sortState(sorted: boolean, descending: boolean): 'ascending' | 'descending' | undefined {
  if (!sorted) return undefined;
  return descending ? 'descending' : 'ascending';
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
      {/* One cell: spanning columns that a narrow panel hides, it would make room for them. */}
      <td style={{ height: `${rows * rowHeight}px` }} />
    </tr>
  );
}

interface RowProps {
  restart: Restart;
  number: number;
  /** 1 for the first of the table. */
  position: number;
  origin: number;
  selected: boolean;
  focusable: boolean;
  choose(): void;
}

function Row({ restart, number, position, origin, selected, focusable, choose }: RowProps) {
  const worst = worstGapOf(restart);
  const { settledAt, requestedAt, outcome } = restart;
  return (
    <tr
      aria-selected={selected}
      aria-rowindex={position + 1}
      tabIndex={focusable ? 0 : -1}
      data-key={restart.id}
      onClick={choose}
    >
      <td>{number}</td>
      <td class="is-number">{clock(requestedAt - origin, 1)}</td>
      <td class="column-trigger">{triggerWords[restart.trigger]}</td>
      <td class="column-cause">{causeWords[restart.cause]}</td>
      <td class={`outcome-${outcome}`}>{outcomeWords[outcome]}</td>
      <td class="column-took is-number">{settledAt === null ? '–' : duration(settledAt - requestedAt)}</td>
      <td class={`is-number ${worst ? (worst.durationMs === 0 ? 'is-good' : 'is-gap') : 'dim'}`}>
        {worst ? <Silence gap={worst} /> : 'not measured'}
      </td>
      <td class="column-phases">
        <PhaseBar restart={restart} />
      </td>
    </tr>
  );
}

function Silence({ gap }: { gap: Gap }) {
  const { value, tolerance } = bracketed(gap);
  return (
    <>
      {value} <span class="tolerance">{tolerance}</span>
    </>
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
