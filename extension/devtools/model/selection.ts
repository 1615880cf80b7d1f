import type { Restart } from '../../trace/schema/trace.ts';
import type { ConnectionView, FrameView, Mark, TraceView } from '../../trace/view.ts';
import type { Snapshot } from '../source/source.ts';

/** `newest`: whichever restart came last, also when a newer one comes. */
export type RestartChoice = { which: 'newest' } | { which: 'none' } | { which: 'one'; id: string };

/** What a person has chosen: one thing, shared by the tree, the timeline, the tables and the card. */
export interface Selection {
  /** `null`: none was chosen, the first is shown. */
  connectionId: string | null;
  restart: RestartChoice;
}

/** What is shown, now: the selection resolved against what there is. */
export interface Scene {
  snapshot: Snapshot;
  connection: ConnectionView | null;
  frame: FrameView | null;
  /** Remarks on the recording. */
  marks: readonly Mark[];
  restart: Restart | null;
  /** 1 for the first of its connection; 0 without a restart. */
  restartNumber: number;
  /** When the connection's frame went away: nothing of it lasts longer. `null` while it is there. */
  endedAt: number | null;
}

export function sceneOf(snapshot: Snapshot, selection: Selection): Scene {
  const { view, gone } = snapshot;
  const connection = chosenConnection(view, selection.connectionId);
  if (!connection) {
    const nothing = { frame: null, restart: null, restartNumber: 0, endedAt: null };
    return { snapshot, connection, marks: view.marks, ...nothing };
  }
  const index = restartIndex(connection.restarts, selection.restart);
  return {
    snapshot,
    connection,
    frame: view.frames.get(connection.frameId) ?? null,
    marks: view.marks,
    restart: connection.restarts[index] ?? null,
    restartNumber: index + 1,
    endedAt: endOf(connection, gone),
  };
}

function chosenConnection(view: TraceView, id: string | null): ConnectionView | null {
  const chosen = id === null ? undefined : view.connections.get(id);
  if (chosen) return chosen;
  const first = view.connections.values().next();
  return first.done ? null : first.value;
}

function restartIndex(restarts: Restart[], choice: RestartChoice): number {
  if (choice.which === 'newest') return restarts.length - 1;
  return choice.which === 'one' ? restarts.findIndex(({ id }) => id === choice.id) : -1;
}

/** When a connection was over, by being closed or by its frame's going away; `null` while it lasts. */
export function endOf(connection: ConnectionView, gone: ReadonlyMap<string, number>): number | null {
  return connection.closedAt ?? gone.get(connection.frameId) ?? null;
}

/** Whether time still goes on for something in the trace. */
export function anythingLasts({ view, gone }: Snapshot): boolean {
  for (const connection of view.connections.values()) {
    if (endOf(connection, gone) === null) return true;
  }
  return false;
}
