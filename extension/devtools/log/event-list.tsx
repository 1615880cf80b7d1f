import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { TraceEvent } from '../../trace/schema/events.ts';
import type { PanelModel } from '../model/panel-model.ts';
import { beginOf, workEndOf } from '../model/restart-range.ts';
import { scrollTopForRow, tallWindow } from '../rows/tall-window.ts';
import { clock } from '../text/clock.ts';
import { describeEvent } from './describe-event.ts';
import type { LogModel } from './log-model.ts';
import { firstAfter } from './sliced-filter.ts';

/** As in log.css. */
const rowHeight = 20;

const keyOf = ({ frameId, seq }: TraceEvent) => `event-${frameId}-${seq}`;

/** A series may read an event anew each time. */
const isSame = (a: TraceEvent, b: TraceEvent) => a.seq === b.seq && a.frameId === b.frameId;

/** The rows that can be seen of a list that may have a million. */
export function EventList({ model, log }: { model: PanelModel; log: LogModel }) {
  const scroller = useRef<HTMLDivElement>(null);
  const scrolled = useSignal({ top: 0, height: 400 });
  const { rows } = log.filtered.value;
  const shown = tallWindow(rows.length, rowHeight, scrolled.value.top, scrolled.value.height);
  const chosen = model.event.value;

  function reveal(row: number, block: 'nearest' | 'start'): void {
    // Once the rows are laid out: before that there is nothing to scroll.
    requestAnimationFrame(() => {
      const element = scroller.current;
      if (!element) return;
      const { length } = log.filtered.peek().rows;
      element.scrollTop = scrollTopForRow(row, length, rowHeight, element, block);
    });
  }
  function choose(event: TraceEvent | undefined): void {
    if (event) model.selectEvent(event);
  }
  function key(event: KeyboardEvent): void {
    const next = rowForKey(event, rows, model.event.peek(), Math.floor(scrolled.peek().height / rowHeight));
    if (next === null) return;
    event.preventDefault();
    choose(rows[next]);
    reveal(next, 'nearest');
  }

  useEffect(() => {
    const element = scroller.current!;
    const note = () => (scrolled.value = { top: element.scrollTop, height: element.clientHeight });
    const observer = new ResizeObserver(note);
    observer.observe(element);
    element.addEventListener('scroll', note, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', note);
    };
  }, [scrolled]);
  useFollowingSelection(model, log, reveal);

  return (
    <div
      class="event-list"
      ref={scroller}
      role="listbox"
      aria-label="Events"
      tabIndex={0}
      aria-activedescendant={chosen ? keyOf(chosen) : undefined}
      onKeyDown={key}
    >
      {rows.length === 0 && <p class="card-note dim">No event passes the filter.</p>}
      <div class="event-rows" role="presentation" style={{ height: `${shown.contentHeight}px` }}>
        <div role="presentation" style={{ transform: `translateY(${shown.offset}px)` }}>
          {rows.slice(shown.first, shown.end).map((event, i) => (
            <Row
              key={keyOf(event)}
              event={event}
              model={model}
              position={shown.first + i + 1}
              count={rows.length}
              chosen={chosen !== null && isSame(event, chosen)}
              choose={choose}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

/** Scrolls to where a restart begins, or to a moment that was chosen elsewhere; else stays with the newest. */
function useFollowingSelection(
  model: PanelModel,
  log: LogModel,
  reveal: (row: number, block: 'nearest' | 'start') => void,
): void {
  const last = useRef<string | null>(null);
  useSignalEffect(() => {
    const { restart } = model.scene.value;
    const { rows, scanned, total } = log.filtered.value;
    if (scanned < total || rows.length === 0) return;
    const event = model.event.peek();
    if (model.following.value && !event) return reveal(rows.length - 1, 'nearest');
    if (!restart || restart.id === last.current) return;
    last.current = restart.id;
    if (!event) reveal(Math.max(0, firstAfter(rows, beginOf(restart) - 1)), 'start');
  });
}

function rowForKey(
  event: KeyboardEvent,
  rows: readonly TraceEvent[],
  chosen: TraceEvent | null,
  page: number,
): number | null {
  const steps: Record<string, number> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: page,
    PageUp: -page,
    Home: Number.NEGATIVE_INFINITY,
    End: Number.POSITIVE_INFINITY,
  };
  const by = steps[event.key];
  if (by === undefined || event.ctrlKey || event.metaKey || event.altKey || rows.length === 0) return null;
  const at = chosen ? rowOf(rows, chosen) : -1;
  return Math.min(Math.max(at + by, 0), rows.length - 1);
}

function rowOf(rows: readonly TraceEvent[], event: TraceEvent): number {
  const first = firstAfter(rows, event.t - 1);
  const after = rows.slice(first).findIndex(row => isSame(row, event));
  return after < 0 ? -1 : first + after;
}

interface RowProps {
  event: TraceEvent;
  model: PanelModel;
  position: number;
  count: number;
  chosen: boolean;
  choose(event: TraceEvent): void;
}

function Row({ event, model, position, count, chosen, choose }: RowProps) {
  const { title, text } = describeEvent(event);
  const { snapshot } = model.scene.value;
  const number =
    event.connectionId === null ? null : snapshot.view.connections.get(event.connectionId)?.number;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names its active row
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list's keys do the same
    <div
      class={`event-row ${duringRestart(event, model)}`}
      id={keyOf(event)}
      role="option"
      aria-selected={chosen}
      aria-posinset={position}
      aria-setsize={count}
      onClick={() => choose(event)}
    >
      <span class="event-time">{clock(event.t - model.extent.peek().from, 1, true)}</span>
      <span class="event-of">{number ?? 'page'}</span>
      <span class="event-title">{title}</span>
      <span class="event-text">{text}</span>
    </div>
  );
}

/** Whether an event lies in the selected restart: while nobody had acted, or while it was at work. */
function duringRestart(event: TraceEvent, model: PanelModel): string {
  const { restart, connection } = model.scene.value;
  const own = event.connectionId === null || event.connectionId === connection?.id;
  if (!restart || !own || event.t < beginOf(restart)) return '';
  if (event.t < restart.requestedAt) return 'is-waiting';
  return event.t <= workEndOf(restart, model.extent.peek().to) ? 'is-working' : '';
}
