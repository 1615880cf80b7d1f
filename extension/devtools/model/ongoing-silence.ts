import type { ConnectionView } from '../../trace/view.ts';

/** When the last packet arrived over a path that carries nothing now, or `null` while it does. */
export function deadSince({ streams }: Pick<ConnectionView, 'streams'>): number | null {
  const starts = streams.map(stream => stream.silentSince).filter(since => since !== null);
  return starts.length > 0 ? Math.min(...starts) : null;
}

/** Since when the path has been dead without anybody acting: no restart is under way. */
export function waitingSince(connection: Pick<ConnectionView, 'streams' | 'restarts'>): number | null {
  const dead = deadSince(connection);
  const newest = connection.restarts.at(-1);
  if (dead === null || newest?.settledAt === null) return null;
  return Math.max(dead, newest?.settledAt ?? dead);
}
