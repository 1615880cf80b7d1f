/** A stretch of time, in epoch milliseconds. */
export interface Range {
  from: number;
  to: number;
}

/** What the time axis shows: a stretch that stays, or the newest `spanMs`, moving on. */
export type Viewport = { follow: false; range: Range } | { follow: true; spanMs: number };

export const defaultSpanMs = 30_000;
const shortestSpanMs = 10;
/** The newest moment stands this far from the right edge, so that one sees it is the newest. */
const followMargin = 0.03;
/** What is brought into view keeps this much around it on either side. */
const revealMargin = 0.35;

const span = ({ from, to }: Range) => to - from;

/** The range shown, given what there is to show: `extent` from the trace's start until now. */
export function rangeOf(viewport: Viewport, extent: Range): Range {
  if (!viewport.follow) return viewport.range;
  const { spanMs } = viewport;
  // A young trace fills the axis from the left; after that the axis moves on under it.
  const to = Math.max(extent.to + spanMs * followMargin, extent.from + spanMs);
  return { from: to - spanMs, to };
}

/** Everything, with a little room at its end. */
export function wholeOf(extent: Range): Range {
  const length = Math.max(span(extent), 1000);
  return { from: extent.from - length * 0.01, to: extent.from + length * (1 + followMargin) };
}

/** Zooms by `factor` (below 1: closer), while `t` stays where it is. */
export function zoomed(range: Range, t: number, factor: number, extent: Range): Range {
  const longest = span(wholeOf(extent)) * 1.2;
  const length = Math.min(Math.max(span(range) * factor, shortestSpanMs), Math.max(longest, shortestSpanMs));
  const share = (t - range.from) / span(range);
  return kept({ from: t - share * length, to: t + (1 - share) * length }, extent);
}

export function panned(range: Range, ms: number, extent: Range): Range {
  return kept({ from: range.from + ms, to: range.to + ms }, extent);
}

/** Moves the range so that at least half of it, or all there is, stays on what there is to see. */
function kept(range: Range, extent: Range): Range {
  const slack = span(range) / 2;
  const earliest = extent.from - slack;
  const latest = Math.max(extent.to - slack, earliest);
  const shift = Math.min(Math.max(range.from, earliest), latest) - range.from;
  return { from: range.from + shift, to: range.to + shift };
}

/** The same range when `target` is well visible in it, else one around the target. */
export function revealing(range: Range, target: Range): Range {
  const length = span(range);
  const inside = target.from >= range.from + length * 0.02 && target.to <= range.to - length * 0.02;
  if (inside && span(target) > length * 0.05) return range;
  return around(target);
}

/** The same range when `t` is well visible in it, else one as long around it. */
export function revealingMoment(range: Range, t: number): Range {
  const length = span(range);
  if (t >= range.from + length * 0.02 && t <= range.to - length * 0.02) return range;
  return { from: t - length / 2, to: t + length / 2 };
}

/** The target with room on both sides. */
export function around(target: Range): Range {
  const margin = Math.max(span(target) * revealMargin, 500);
  return { from: target.from - margin, to: target.to + margin };
}
