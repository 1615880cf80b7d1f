import type { TraceEvent } from '../../trace/schema/events.ts';
import { describeEvent } from './describe-event.ts';

/** All that one event holds. */
export function EventDetail({ event, close }: { event: TraceEvent; close(): void }) {
  const { title } = describeEvent(event);
  const { type, t, seq, frameId, connectionId, ...fields } = event;
  const sdp = 'sdp' in fields ? fields.sdp : null;
  const rest = sdp === null ? fields : { ...fields, sdp: undefined };
  return (
    <section class="event-detail" aria-label="The chosen event">
      <header>
        <h3>{title}</h3>
        <button type="button" class="icon" aria-label="Close" title="Close (Escape)" onClick={close}>
          ×
        </button>
      </header>
      <dl class="pairs">
        <dt>Time</dt>
        <dd>{new Date(t).toISOString()}</dd>
        <dt>Event</dt>
        <dd>
          <code>{type}</code> number {seq}
        </dd>
        <dt>{connectionId === null ? 'Frame' : 'Connection'}</dt>
        <dd>
          <code>{connectionId ?? frameId}</code>
        </dd>
      </dl>
      {Object.values(rest).some(value => value !== undefined) && <pre>{JSON.stringify(rest, null, 2)}</pre>}
      {sdp !== null && <pre>{sdp}</pre>}
    </section>
  );
}
