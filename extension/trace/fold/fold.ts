import type { FrameEvent, TraceEvent } from '../schema/events.ts';
import type { Break, Restart } from '../schema/trace.ts';
import type { FrameView, TraceView } from '../view.ts';
import { ConnectionFold } from './connection.ts';
import { applyFrameEvent, newFrame } from './frame.ts';
import { Rebuilds } from './rebuilds.ts';

export interface TraceFold {
  /** Takes the next event. One that was taken before is ignored, so batches may be delivered twice. */
  apply(event: TraceEvent): void;
  readonly view: TraceView;
}

/**
 * Folds events into everything that is concluded from them. Incremental: an event costs what it holds.
 * The events of one frame come in their sequence; frames may come in any order.
 */
export function createFold(): TraceFold {
  const view: TraceView = {
    frames: new Map(),
    connections: new Map(),
    rebuilds: [],
    marks: [],
    from: null,
    to: null,
    events: 0,
  };
  const connections = new Map<string, ConnectionFold>();
  /** The newest event of each frame. */
  const newest = new Map<string, { seq: number }>();
  const rebuilds = new Rebuilds(view);

  function frameOf(id: string): FrameView {
    let frame = view.frames.get(id);
    if (!frame) {
      frame = newFrame(id);
      view.frames.set(id, frame);
    }
    return frame;
  }

  function connectionOf(event: Exclude<TraceEvent, FrameEvent>): ConnectionFold {
    let connection = connections.get(event.connectionId);
    if (!connection) {
      connection = new ConnectionFold(event, connections.size + 1, frameOf(event.frameId));
      connections.set(event.connectionId, connection);
      view.connections.set(event.connectionId, connection.view);
    }
    return connection;
  }

  function isNew({ frameId, seq }: TraceEvent): boolean {
    const last = newest.get(frameId);
    if (!last) newest.set(frameId, { seq });
    else if (seq <= last.seq) return false;
    else last.seq = seq;
    return true;
  }

  function apply(event: TraceEvent): void {
    if (!isNew(event)) return;
    view.events++;
    view.from = Math.min(view.from ?? event.t, event.t);
    view.to = Math.max(view.to ?? event.t, event.t);
    if (event.type === 'mark') view.marks.push({ t: event.t, text: event.text, by: event.by });
    else if (event.connectionId === null) applyFrameEvent(frameOf(event.frameId), event);
    else {
      connectionOf(event).apply(event);
      rebuilds.apply(event);
    }
  }

  return { apply, view };
}

/** All restarts of a view, in the order they were asked for. */
export function restartsOf(view: TraceView): Restart[] {
  return [...view.connections.values()]
    .flatMap(connection => connection.restarts)
    .sort((a, b) => a.requestedAt - b.requestedAt);
}

/** All breaks without a restart, in the order they began. */
export function breaksIn(view: TraceView): Break[] {
  return [...view.connections.values()]
    .flatMap(connection => connection.breaks)
    .sort((a, b) => a.from - b.from);
}
