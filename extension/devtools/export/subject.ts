import type { EventSeries } from '../../trace/event-series.ts';
import { inOrder } from '../../trace/file/build.ts';
import { noteNames, redactEvent } from '../../trace/redact/redact.ts';
import { Redaction } from '../../trace/redact/redaction.ts';
import type { TraceEvent } from '../../trace/schema/events.ts';
import type { ConnectionView, TraceView } from '../../trace/view.ts';
import type { PanelModel } from '../model/panel-model.ts';
import type { Range } from '../model/viewport.ts';
import { foldEvents } from '../work/fold-events.ts';
import type { Work } from '../work/work.ts';

/** What is exported: a trace as the panel has it, or what is left of it without addresses. */
export interface Subject {
  view: TraceView;
  /** In order. Not every export needs them. */
  events(): Promise<TraceEvent[]>;
  missing: number;
  redacted: boolean;
  /** What is chosen and shown. */
  connection: ConnectionView;
  restartId: string | null;
  range: Range;
}

/** What a panel shows at this moment, as it is then exported. */
export interface Shown {
  view: TraceView;
  /** The view is complete, and will not grow meanwhile. */
  ended: boolean;
  /** The events of each frame, and how many there were. */
  lists: { series: EventSeries; length: number }[];
  missing: number;
  redacted: boolean;
  connectionId: string;
  restartId: string | null;
  range: Range;
}

/** `null` where a panel has nothing to show. */
export function shownBy({ scene, source, range }: PanelModel): Shown | null {
  const { snapshot, connection, restart } = scene.peek();
  if (!connection) return null;
  return {
    view: snapshot.view,
    ended: source.status.peek() === 'ended',
    lists: source.eventLists().map(series => ({ series, length: series.length })),
    missing: snapshot.missing,
    redacted: source.redacted ?? false,
    connectionId: connection.id,
    restartId: restart?.id ?? null,
    range: range.peek(),
  };
}

/** The subject of an export, without addresses where these are not wanted. */
export async function subjectOf(shown: Shown, redact: boolean, work: Work): Promise<Subject> {
  const { missing, restartId, range, connectionId, ended } = shown;
  const clean = redact && !shown.redacted;
  const subject = { missing, restartId, range, redacted: clean || shown.redacted };
  if (ended && !clean) {
    const connection = shown.view.connections.get(connectionId)!;
    return { ...subject, view: shown.view, connection, events: () => eventsOf(shown, work) };
  }
  const known = await eventsOf(shown, work);
  const events = clean ? await redacted(known, work) : known;
  const view = await foldEvents(events, work);
  return { ...subject, view, connection: view.connections.get(connectionId)!, events: async () => events };
}

async function eventsOf({ lists }: Shown, work: Work): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  for (const { series, length } of lists) {
    const read = (index: number) => events.push(series.at(index)!);
    await work.each('Reading', Array(length).keys(), read, length);
  }
  return inOrder(events);
}

async function redacted(events: TraceEvent[], work: Work): Promise<TraceEvent[]> {
  const redaction = new Redaction();
  const clean: TraceEvent[] = [];
  await work.each('Redacting', events, event => noteNames(event, redaction));
  await work.each('Redacting', events, event => clean.push(redactEvent(event, redaction)), events.length);
  return clean;
}
