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
  /** In order. */
  events: TraceEvent[];
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
  events: TraceEvent[];
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
    events: source.events(),
    missing: snapshot.missing,
    redacted: source.redacted ?? false,
    connectionId: connection.id,
    restartId: restart?.id ?? null,
    range: range.peek(),
  };
}

/** The subject of an export, without addresses where these are not wanted. */
export async function subjectOf(shown: Shown, redact: boolean, work: Work): Promise<Subject> {
  const clean = redact && !shown.redacted;
  const events = inOrder(clean ? await redacted(shown.events, work) : shown.events);
  const view = clean || !shown.ended ? await foldEvents(events, work) : shown.view;
  const { missing, restartId, range, connectionId } = shown;
  const connection = view.connections.get(connectionId)!;
  return { view, events, missing, redacted: clean || shown.redacted, connection, restartId, range };
}

async function redacted(events: TraceEvent[], work: Work): Promise<TraceEvent[]> {
  const redaction = new Redaction();
  const clean: TraceEvent[] = [];
  await work.each('Redacting', events, event => noteNames(event, redaction));
  await work.each('Redacting', events, event => clean.push(redactEvent(event, redaction)), events.length);
  return clean;
}
