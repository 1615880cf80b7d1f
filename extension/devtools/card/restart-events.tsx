import { useComputed } from '@preact/signals';
import type { TraceEvent } from '../../trace/schema/events.ts';
import { describeEvent } from '../log/describe-event.ts';
import { predicateOf, usualKinds } from '../log/event-filter.ts';
import { eventsWithin } from '../log/events-within.ts';
import type { PanelModel } from '../model/panel-model.ts';
import { beginOf, workEndOf } from '../model/restart-range.ts';
import { duration } from '../text/duration.ts';
import { counted } from '../text/words.ts';

/** What is more than this is read better in the log. */
const most = 60;

/** What happened from the loss until the restart was over; each leads to its place in the log. */
export function RestartEvents({ model }: { model: PanelModel }) {
  const events = useComputed(() => eventsOf(model));
  const { restart } = model.scene.value;
  if (!restart || events.value.length === 0) return null;
  const open = (event: TraceEvent) => {
    model.tab.value = 'log';
    model.selectEvent(event);
  };
  const hidden = events.value.length - most;
  return (
    <section class="restart-events" aria-labelledby="events-title">
      <h3 id="events-title">Its events</h3>
      <ol>
        {events.value.slice(0, most).map(event => (
          <Row key={`${event.frameId} ${event.seq}`} event={event} from={restart.requestedAt} open={open} />
        ))}
      </ol>
      {hidden > 0 && <p class="dim">and {counted(hidden, 'more event')}, under Events</p>}
    </section>
  );
}

function eventsOf(model: PanelModel): TraceEvent[] {
  const { connection, restart } = model.scene.value;
  if (!connection || !restart) return [];
  const range = { from: beginOf(restart), to: workEndOf(restart, model.extent.value.to) };
  const passes = predicateOf({ connection, kinds: usualKinds, text: '' });
  return eventsWithin(model.source.eventLists(), range).filter(passes);
}

function Row({ event, from, open }: { event: TraceEvent; from: number; open(event: TraceEvent): void }) {
  const { title, text } = describeEvent(event);
  const after = event.t - from;
  return (
    <li>
      <button type="button" onClick={() => open(event)} title="Show in the log">
        <span class="event-time">
          {after < 0 ? '−' : '+'}
          {duration(Math.abs(after))}
        </span>
        <span>{title}</span>
        <span class="dim">{text}</span>
      </button>
    </li>
  );
}
