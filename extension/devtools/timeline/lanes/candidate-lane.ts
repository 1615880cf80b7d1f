import { bisector } from 'd3-array';
import type { CandidateMark, ConnectionView } from '../../../trace/view.ts';
import type { Ink } from '../../theme/inks.ts';
import { type Lane, type LaneArea, laneHeights, moment } from './lane.ts';

const inks: Record<string, Ink> = { host: 'host', srflx: 'srflx', prflx: 'prflx', relay: 'relay' };
/** The farther a candidate's address is from the machine, the taller its tick. */
const heights: Record<string, number> = { host: 5, srflx: 8, prflx: 8, relay: 11 };

/** Of one kind no two are drawn closer: ticks, and the wider marks of an end. */
const leastPixels = { tick: 3, end: 6 };

const byTime = bisector((mark: CandidateMark) => mark.t);

/** Ours above the middle, the far side's below it. */
export function candidateLane({ candidates }: ConnectionView): Lane | null {
  if (candidates.length === 0) return null;
  return {
    id: 'candidates',
    label: 'Candidates',
    detail: '↑ ours  ↓ theirs',
    height: laneHeights.ticks,
    draw: area => {
      const { sheet, plot, top, height } = area;
      const middle = top + height / 2;
      sheet.line({ x1: plot.left, y1: middle, x2: plot.right, y2: middle, ink: 'line-soft' });
      const drawn = { local: new Map<string, number>(), remote: new Map<string, number>() };
      for (let i = byTime.left(candidates, plot.range.from); i < candidates.length; i++) {
        const mark = candidates[i]!;
        if (mark.t > plot.range.to) break;
        const [kinds, kind, x] = [drawn[mark.side], mark.candidate?.type ?? '', plot.x(mark.t)];
        const apart = mark.candidate ? leastPixels.tick : leastPixels.end;
        if (x < (kinds.get(kind) ?? 0) + apart) continue;
        drawTick(area, mark, middle);
        kinds.set(kind, x);
      }
    },
  };
}

function drawTick({ sheet, plot }: LaneArea, { t, side, candidate }: CandidateMark, middle: number): void {
  const x = Math.round(plot.x(t));
  const up = side === 'local' ? -1 : 1;
  const whose = side === 'local' ? 'Our' : 'Their';
  if (candidate) {
    const length = (heights[candidate.type] ?? 8) * up;
    sheet.vertical(x, middle, middle + length, inks[candidate.type] ?? 'text', { width: 2 });
  } else {
    const [y, r] = [middle + 6 * up, 2.5];
    sheet.polygon({ points: [x - r, y, x, y - r, x + r, y, x, y + r], ink: 'dim', hollow: true });
  }
  const what = candidate
    ? `${candidate.type} candidate, ${candidate.protocol} ${candidate.address ?? ''}`
    : 'end of candidates';
  sheet.target({
    x: x - 3,
    y: Math.min(middle, middle + 12 * up),
    w: 6,
    h: 12,
    hint: () => `${whose} ${what.trim()} · ${moment(plot, t)}`,
  });
}
