import { bisector } from 'd3-array';
import type { Gap, Restart } from '../../trace/schema/trace.ts';
import { rangeOfRestart, workEndOf } from '../model/restart-range.ts';
import type { Range } from '../model/viewport.ts';

export interface VisibleRestart {
  restart: Restart;
  /** 1 for the first of its connection. */
  number: number;
  /** The whole of it, from the first silence to the last packet's return. */
  range: Range;
  /** When its work ended. */
  workEnd: number;
}

const byRequest = bisector((restart: Restart) => restart.requestedAt);

interface Settled {
  range: Range;
  workEnd: number;
}

/** A restart that is over stays as it is, and a thousand of them are looked at for every frame. */
const settled = new WeakMap<Restart, Settled>();

function spanOf(restart: Restart, now: number): Settled {
  const known = settled.get(restart);
  if (known) return known;
  const span = { range: rangeOfRestart(restart, now), workEnd: workEndOf(restart, now) };
  if (restart.settledAt !== null) settled.set(restart, span);
  return span;
}

/** The restarts of which something lies within the range, in their order. */
export function visibleRestarts(restarts: Restart[], range: Range, now: number): VisibleRestart[] {
  const visible: VisibleRestart[] = [];
  const first = Math.max(0, byRequest.left(restarts, range.from) - 1);
  for (let i = first; i < restarts.length; i++) {
    const restart = restarts[i]!;
    const { range: whole, workEnd } = spanOf(restart, now);
    // Asked for later than all that is shown, and so are those after it; its silence may still reach in.
    if (restart.requestedAt > range.to && whole.from > range.to) break;
    if (whole.to < range.from) continue;
    visible.push({ restart, number: i + 1, range: whole, workEnd });
  }
  return visible;
}

export type RestartGaps = ReadonlyMap<number | null, { gap: Gap; restartId: string }[]>;

/** The gaps of restarts on the network by their stream's SSRC, gathered once for all lanes. */
export function restartGapsOf(restarts: VisibleRestart[]): RestartGaps {
  const bySsrc = new Map<number | null, { gap: Gap; restartId: string }[]>();
  for (const { restart } of restarts) {
    for (const gap of restart.gaps) {
      if (gap.layer !== 'network') continue;
      const gaps = bySsrc.get(gap.ssrc);
      if (gaps) gaps.push({ gap, restartId: restart.id });
      else bySsrc.set(gap.ssrc, [{ gap, restartId: restart.id }]);
    }
  }
  return bySsrc;
}
