import type { ConnectionView, TraceView } from '../view.ts';

/**
 * The views with each connection in one of them: it may lie open twice, live and as a file, and what it lost counts
 * once. The view that saw it longest keeps it.
 */
export function distinctViews(views: TraceView[]): TraceView[] {
  const keepers = new Map<string, TraceView>();
  for (const view of views) {
    for (const connection of view.connections.values()) {
      const keeper = keepers.get(nameOf(connection));
      if (!keeper || (view.to ?? 0) > (keeper.to ?? 0)) keepers.set(nameOf(connection), view);
    }
  }
  return views
    .map(view => narrowed(view, connection => keepers.get(nameOf(connection)) === view))
    .filter(({ connections }) => connections.size > 0);
}

/** Dumps of other tools name their connections alike; no two were made at the same moment. */
function nameOf({ id, createdAt }: ConnectionView): string {
  return `${id} ${createdAt}`;
}

function narrowed(view: TraceView, keeps: (connection: ConnectionView) => boolean): TraceView {
  const connections = new Map([...view.connections].filter(([, connection]) => keeps(connection)));
  if (connections.size === view.connections.size) return view;
  const rebuilds = view.rebuilds.filter(({ fromConnectionId }) => connections.has(fromConnectionId));
  return { ...view, connections, rebuilds };
}
