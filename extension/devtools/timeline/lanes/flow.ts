import { bisector } from 'd3-array';
import type { Activity } from '../../../trace/activity.ts';
import type { StreamView } from '../../../trace/view.ts';
import type { Range } from '../../model/viewport.ts';
import type { Plot } from '../plot.ts';

/** The band is sampled every so many pixels, however many readings lie between. */
const pixelsPerSample = 3;
/** Quick readings hold a packet more or less; over this time they even out. */
const steadyMs = 200;
/** What flows at all is this much of the full height. */
const least = 0.3;

/**
 * The stretches within `shown` in which packets came: from the stream's start to its last reading, but its
 * silences. Those shorter than `leastMs` are left in, because nobody could see them.
 */
export function flowingWithin(stream: StreamView, shown: Range, leastMs = 0): Range[] {
  const { readUntil } = stream.activity;
  if (readUntil === null) return [];
  const end = Math.min(shown.to, stream.silentSince ?? readUntil);
  const stretches: Range[] = [];
  let from = Math.max(shown.from, stream.from);
  const silences = [...rangesWithin(stream.gaps, shown), ...rangesWithin(stream.idle, shown)];
  for (const silence of silences.sort((a, b) => a.from - b.from)) {
    if (silence.to - silence.from < leastMs) continue;
    if (silence.from > from) stretches.push({ from, to: Math.min(silence.from, end) });
    from = Math.max(from, silence.to);
  }
  stretches.push({ from, to: end });
  return stretches.filter(stretch => stretch.to > stretch.from);
}

const byEnd = bisector((range: Range) => range.to);

/** Those of many ranges, following one another, that reach into `shown`. */
export function rangesWithin<R extends Range>(ranges: R[], shown: Range): R[] {
  const first = byEnd.left(ranges, shown.from);
  let end = first;
  while (end < ranges.length && ranges[end]!.from <= shown.to) end++;
  return ranges.slice(first, end);
}

/** Packets per second at points of the axis. */
export interface Samples {
  xs: number[];
  rates: number[];
}

/**
 * A stretch of flow, sampled by pixels. A reading that reaches beyond the stretch counted its silence too,
 * so it says nothing about the flow: the nearest whole reading stands for it.
 */
export function sampleFlow(activity: Activity, stretch: Range, plot: Plot): Samples {
  // Steps keep to the times they belong to, so that the band moves with the axis and does not shimmer.
  const stepMs = Math.max(pixelsPerSample * plot.msPerPixel, steadyMs);
  const [from, to] = [Math.max(stretch.from, plot.range.from), Math.min(stretch.to, plot.range.to)];
  const times = [from];
  for (let t = (Math.floor(from / stepMs) + 1) * stepMs; t < to; t += stepMs) times.push(t);
  times.push(to);
  return {
    xs: times.map(t => plot.x(t)),
    rates: activity.ratesWithin(stretch.from, stretch.to, times, stepMs),
  };
}

/** The rate that is drawn at full height: what is usual at most, so that a burst does not flatten all else. */
export function fullRate(samples: Samples[]): number {
  const rates = samples.flatMap(each => each.rates.filter(rate => rate > 0));
  // As an array of numbers they are sorted in no time, for every frame.
  const sorted = Float64Array.from(rates).sort();
  return sorted[Math.floor((sorted.length - 1) * 0.9)] ?? 1;
}

/** Half the band's height at a rate. */
export function halfHeight(rate: number, full: number, height: number): number {
  if (rate <= 0) return 0.5;
  return (height / 2) * (least + (1 - least) * Math.min(1, rate / full));
}
