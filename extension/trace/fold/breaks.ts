import type { Break, Gap } from '../schema/trace.ts';
import type { ConnectionView } from '../view.ts';

/** Gaps that begin this close to each other are one break. */
const togetherMs = 500;

/**
 * The breaks that no restart had to do with: the path mended by itself, or another pair of the same generation
 * took over.
 */
export function breaksOf(view: ConnectionView): Break[] {
  const claimed = new Set(
    view.restarts.flatMap(({ gaps }) => gaps.map(({ ssrc, from }) => `${ssrc}@${from}`)),
  );
  const unclaimed = view.streams
    .flatMap(({ gaps }) => gaps)
    .filter(({ ssrc, from }) => !claimed.has(`${ssrc}@${from}`))
    .sort((a, b) => a.from - b.from);
  return groups(unclaimed).map(gaps => describe(view, gaps));
}

function groups(gaps: Gap[]): Gap[][] {
  const grouped: Gap[][] = [];
  for (const gap of gaps) {
    const group = grouped.at(-1);
    if (group && gap.from - group[0]!.from <= togetherMs) group.push(gap);
    else grouped.push([gap]);
  }
  return grouped;
}

function describe(view: ConnectionView, gaps: Gap[]): Break {
  const from = Math.min(...gaps.map(gap => gap.from));
  const to = Math.max(...gaps.map(gap => gap.to));
  const switched = view.paths.find(
    (path, index) => index > 0 && path.from >= from && path.from <= to + togetherMs,
  );
  const before = view.paths.findLast(path => path.from < from)?.value ?? null;
  return {
    connectionId: view.id,
    from,
    to,
    healedBy: switched ? 'path-change' : 'itself',
    pair: { from: before, to: switched ? switched.value : before },
    gaps,
  };
}
