import { bisector } from 'd3-array';
import type { Pair } from '../../../trace/schema/candidate.ts';
import type { Restart } from '../../../trace/schema/trace.ts';
import type { ConnectionView } from '../../../trace/view.ts';
import { deadSince } from '../../model/ongoing-silence.ts';
import { mediaGapsOf } from '../../model/restart-gaps.ts';
import type { Range } from '../../model/viewport.ts';
import { pairName } from '../../text/words.ts';
import { type Run, runsOf } from '../runs.ts';
import { drawBar } from './bar.ts';
import { rangesWithin } from './flow.ts';
import { type Lane, type LaneArea, laneHeights, span } from './lane.ts';
import { sayingAt } from './said.ts';

export function pathLane(connection: ConnectionView): Lane | null {
  const { paths } = connection;
  if (paths.length === 0) return null;
  return {
    id: 'path',
    label: 'Path',
    detail: 'selected pair',
    height: laneHeights.twoLines,
    saysAt: t => sayingAt(paths, t, pair => ({ text: pairName(pair) })),
    draw: area => {
      const deaths = deathsWithin(connection, area);
      for (const run of runsOf(paths, area.plot, area.until)) {
        const next = deaths[byStart.right(deaths, run.from)];
        if (run.value) drawPair(area, run, run.value, next ? area.plot.x(next.from) : run.x2);
      }
      for (const death of deaths) drawDeath(area, death);
    },
  };
}

function drawPair(area: LaneArea, run: Run<unknown>, pair: Pair, textTo: number): void {
  const fill = run.index % 2 === 0 ? ('path-even' as const) : ('path-odd' as const);
  const hint = () => `${pairHint(pair)} · ${span(area.plot, run.from, run.to)}`;
  drawBar(area, run, { fill, ink: 'path-text', text: pairName(pair), textTo }, hint, 'tall');
}

/** A path that carries nothing is drawn as a hole, although the browser still calls it selected. */
function drawDeath(area: LaneArea, dead: Death): void {
  const { sheet, plot, top, height } = area;
  const [x1, x2] = [plot.clampedX(dead.from), plot.clampedX(dead.to)];
  if (x2 - x1 < 1) return;
  const h = 18;
  const y = top + Math.round((height - h) / 2);
  sheet.box({ x: x1, y, w: x2 - x1, h, fill: 'ground', stroke: 'gap', dashed: true });
  const text = sheet.fitted('no packets', x2 - x1 - 12, { size: 'small' });
  sheet.text({ x: x1 + 6, y: y + h / 2, text, ink: 'gap-text', size: 'small' });
  const hint = () => `No packets on the old path · ${span(plot, dead.from, dead.to)}`;
  sheet.target({ x: x1, y: top, w: x2 - x1, h: height, hint, restartId: dead.restartId });
}

/** A time in which nothing arrived over the path. */
interface Death extends Range {
  restartId?: string;
}

const byStart = bisector((death: Death) => death.from);

/** Those that a restart ended, those that ended without one, and the one that lasts; in order. */
function deathsWithin(connection: ConnectionView, { plot, restarts, until }: LaneArea): Death[] {
  const dead = deadSince(connection);
  const deaths: Death[] = [...rangesWithin(connection.breaks, plot.range)];
  for (const { restart } of restarts) {
    const death = deathOf(restart, dead);
    if (death) deaths.push({ ...death, restartId: restart.id });
  }
  if (dead !== null) deaths.push({ from: dead, to: until });
  return deaths.sort((a, b) => a.from - b.from);
}

/** When the old path carried nothing any more, if that is why the restart was asked for. */
function deathOf(restart: Restart, deadNow: number | null): Range | null {
  const detect = restart.phases.find(phase => phase.name === 'detect');
  const gaps = mediaGapsOf(restart);
  // A stream that flowed on proves the path alive.
  if (!detect || gaps.some(gap => gap.durationMs === 0)) return null;
  // What is dead to this day is drawn once.
  if (deadNow !== null && deadNow <= restart.requestedAt) return null;
  const selected = restart.phases.find(phase => phase.name === 'check')?.to;
  const back = gaps.length > 0 ? Math.max(...gaps.map(gap => gap.to)) : null;
  const end = selected ?? back ?? restart.settledAt;
  return end === null ? null : { from: detect.from, to: end };
}

function pairHint(pair: Pair): string {
  const end = ({ type, protocol, address, port, url }: Pair['local']) => {
    const place = address === null ? '' : ` ${address}:${port ?? '?'}`;
    return `${type} ${protocol}${place}${url ? ` via ${url}` : ''}`;
  };
  return `${end(pair.local)} → ${end(pair.remote)}`;
}
