import type { FrameView, Segment } from '../../../trace/view.ts';
import { runsOf } from '../runs.ts';
import { drawBar, toneStyle } from './bar.ts';
import { type Lane, type LaneArea, laneHeights, span } from './lane.ts';
import { sayingAt, valueAt } from './said.ts';
import { subtract } from './subtract.ts';

export function networkLane({ network, online }: FrameView): Lane | null {
  const wentOffline = online.some(segment => !segment.value);
  if (!wentOffline && !tellsMore(network)) return null;
  return {
    id: 'network',
    label: 'Network',
    detail: '',
    height: laneHeights.bar,
    saysAt: t =>
      valueAt(online, t) === false
        ? { text: 'offline', bad: true }
        : sayingAt(network, t, text => ({ text })),
    draw: area => {
      const { plot, until } = area;
      const offline = online.filter(segment => !segment.value);
      // A network that one is not on carries no name.
      const named = subtract(
        network,
        offline.map(({ from, to }) => ({ from, to: to ?? until })),
        until,
      );
      for (const run of runsOf(named, plot, until)) {
        const hint = () => `Network: ${run.value} · ${span(area.plot, run.from, run.to)}`;
        drawBar(area, run, toneStyle('neutral', run.value), hint);
      }
      drawTrue(area, invert(online), 'offline', 'bad');
    },
  };
}

/** Whether there is more than an estimate of speed that never changed, as every desktop has. */
function tellsMore(network: Segment<string>[]): boolean {
  return network.length > 1 || network.some(({ value }) => !/^(slow-)?\dg$|^unknown$/.test(value));
}

/** Browsers slow a hidden page's timers down: readings, and so brackets, are coarser there. */
export function pageLane({ hidden }: FrameView): Lane | null {
  if (!hidden.some(segment => segment.value)) return null;
  return {
    id: 'page',
    label: 'Page',
    detail: '',
    height: laneHeights.bar,
    saysAt: t => sayingAt(hidden, t, is => (is ? { text: 'hidden', bad: true } : { text: 'visible' })),
    draw: area => {
      drawTrue(area, invert(hidden), 'visible', 'neutral');
      drawTrue(area, hidden, 'hidden', 'warn');
    },
  };
}

const invert = (segments: Segment<boolean>[]) =>
  segments.map(({ from, to, value }) => ({ from, to, value: !value }));

function drawTrue(
  area: LaneArea,
  segments: Segment<boolean>[],
  name: string,
  tone: 'neutral' | 'warn' | 'bad',
): void {
  for (const run of runsOf(segments, area.plot, area.until, Number)) {
    if (!run.value) continue;
    drawBar(area, run, toneStyle(tone, name), () => `Page ${name} · ${span(area.plot, run.from, run.to)}`);
  }
}
