import type { Break, Gap, Restart } from '../schema/trace.ts';
import type { ConnectionView, StreamView } from '../view.ts';
import { takeoverOf } from './takeover.ts';

/** Gaps that begin this close to each other are one break. */
const togetherMs = 500;
/** Media may flow over another pair for so long before the browser tells of it. */
const toldWithinMs = 2_000;

/**
 * The breaks that no restart had to do with: the path mended by itself, or another pair of the same generation
 * took over. A gap is a restart's as long as one may still be asked for because of it; what is left is a break.
 */
export class Breaks {
  /** Gaps that no restart has claimed for good, in the order they began. */
  readonly #open: Gap[] = [];
  /** How many gaps of each stream were taken. */
  readonly #taken = new Map<StreamView, number>();
  /** Each by its first gap. */
  #known = new Map<Gap, Break>();
  #settled = 0;
  #seen = { gaps: 0, claimed: 0, paths: 0 };

  /**
   * Finds the breaks as they stand `now`. The first `settled` of the restarts are described for good; `pending` are
   * the gaps of the others, so far.
   */
  update(view: ConnectionView, restarts: Restart[], settled: number, pending: Gap[][], now: number): void {
    const gaps = this.#take(view.streams);
    const paths = view.paths.length;
    let claimed = 0;
    for (const each of pending) claimed += each.length;
    const seen = this.#seen;
    const same = gaps === seen.gaps && claimed === seen.claimed && paths === seen.paths;
    if (same && settled === this.#settled) return;
    this.#seen = { gaps, claimed, paths };
    for (; this.#settled < settled; this.#settled++) this.#release(restarts[this.#settled]!);
    const theirs = new Set(pending.flat().map(keyOf));
    const left = this.#open.filter(gap => !theirs.has(keyOf(gap)));
    const breaks = groups(left).map(group => this.#breakOf(view, group));
    // Of one that has just ended the pair that ended it may still be told.
    const over = breaks.filter(({ to }) => to + toldWithinMs < now);
    this.#known = new Map(over.map(each => [each.gaps[0]!, each]));
    view.breaks = breaks;
  }

  /** Takes what is new of the streams' gaps; how many there are. */
  #take(streams: StreamView[]): number {
    let count = 0;
    for (const { gaps } of streams) count += gaps.length;
    // Asked after every event, and hardly ever is there anything.
    if (count === this.#seen.gaps) return count;
    for (const stream of streams) {
      this.#open.push(...stream.gaps.slice(this.#taken.get(stream) ?? 0));
      this.#taken.set(stream, stream.gaps.length);
    }
    this.#open.sort((a, b) => a.from - b.from);
    return count;
  }

  #release({ gaps }: Restart): void {
    const claimed = new Set(gaps.map(keyOf));
    for (let i = this.#open.length - 1; i >= 0; i--) {
      if (claimed.has(keyOf(this.#open[i]!))) this.#open.splice(i, 1);
    }
  }

  #breakOf(view: ConnectionView, gaps: Gap[]): Break {
    const known = this.#known.get(gaps[0]!);
    return known?.gaps.length === gaps.length ? known : describe(view, gaps);
  }
}

const keyOf = ({ ssrc, from }: Gap) => `${ssrc}@${from}`;

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
  const before = view.paths.findLast(path => path.from < from)?.value ?? null;
  const switched = view.paths.find(
    ({ from: since, value }) =>
      // A pair of the next generation is a restart's doing.
      since >= from && since <= to + toldWithinMs && before && value?.local.ufrag === before.local.ufrag,
  );
  const after = switched ? switched.value : before;
  return {
    connectionId: view.id,
    from,
    to,
    healedBy: switched ? 'path-change' : 'itself',
    ...(switched && before && after ? { takeover: takeoverOf(before, after) } : {}),
    pair: { from: before, to: after },
    gaps,
  };
}
