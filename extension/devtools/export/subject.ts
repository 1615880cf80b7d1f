import { createFold } from '../../trace/fold/fold.ts';
import { redactEvents } from '../../trace/redact/redact.ts';
import type { TraceEvent } from '../../trace/schema/events.ts';
import type { ConnectionView, TraceView } from '../../trace/view.ts';
import type { PanelModel } from '../model/panel-model.ts';
import type { Range } from '../model/viewport.ts';

/** What is exported: a trace as the panel has it, or what is left of it without addresses. */
export interface Subject {
  view: TraceView;
  events: TraceEvent[];
  missing: number;
  redacted: boolean;
  /** What is chosen and shown. */
  connection: ConnectionView;
  restartId: string | null;
  range: Range;
}

/** The subject that a panel shows; `null` where it has nothing. */
export function subjectOf(model: PanelModel, redacted: boolean): Subject | null {
  const { snapshot, connection, restart } = model.scene.peek();
  if (!connection) return null;
  const shown = { restartId: restart?.id ?? null, range: model.range.peek(), missing: snapshot.missing };
  const events = model.source.events();
  const already = model.source.redacted ?? false;
  if (!redacted || already) return { ...shown, view: snapshot.view, events, redacted: already, connection };
  const clean = redactEvents(events);
  const fold = createFold();
  for (const event of clean) fold.apply(event);
  const same = fold.view.connections.get(connection.id);
  return same ? { ...shown, view: fold.view, events: clean, redacted, connection: same } : null;
}
