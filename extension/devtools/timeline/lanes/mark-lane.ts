import { bisector } from 'd3-array';
import type { Mark } from '../../../trace/view.ts';
import { type Lane, type LaneArea, laneHeights, moment } from './lane.ts';

const radius = 4;
/** Of marks closer together one stands for all. */
const leastPixels = 3;

const byTime = bisector((mark: Mark) => mark.t);

/** What people remarked while it was recorded: “moved to the car park here”. */
export function markLane(marks: readonly Mark[]): Lane | null {
  if (marks.length === 0) return null;
  return {
    id: 'marks',
    label: 'Notes',
    detail: '',
    height: laneHeights.bar,
    draw: area => {
      const { plot } = area;
      let drawnTo = Number.NEGATIVE_INFINITY;
      for (
        let i = byTime.left(marks as Mark[], plot.range.from - radius * plot.msPerPixel);
        i < marks.length;
        i++
      ) {
        const mark = marks[i]!;
        const x = plot.x(mark.t);
        if (x > plot.right) break;
        if (x < plot.left || x < drawnTo + leastPixels) continue;
        const next = marks[i + 1];
        drawMark(area, mark, x, next ? plot.x(next.t) : plot.right);
        drawnTo = x;
      }
    },
  };
}

/** Filled where a person made it, hollow where IceScope did. */
function drawMark({ sheet, plot, top, height }: LaneArea, mark: Mark, x: number, textTo: number): void {
  const y = top + height / 2;
  const points = [x - radius, y, x, y - radius, x + radius, y, x, y + radius];
  const byPerson = mark.by === 'person';
  sheet.polygon({ points, ink: byPerson ? 'accent' : 'dim', hollow: !byPerson });
  const room = Math.min(textTo, plot.right) - x - 3 * radius;
  const text = sheet.fitted(mark.text, room, { size: 'small' });
  sheet.text({ x: x + 2 * radius, y, text, ink: byPerson ? 'text' : 'dim', size: 'small' });
  const w = 2 * radius + sheet.width(text, { size: 'small' }) + 4;
  sheet.target({ x: x - radius, y: top, w, h: height, hint: () => `${mark.text} · ${moment(plot, mark.t)}` });
}

/** Down through all lanes, behind them: what was remarked is to be seen beside what happened. */
export function drawMarkPoles(
  { sheet, plot }: Pick<LaneArea, 'sheet' | 'plot'>,
  marks: readonly Mark[],
  y1: number,
  y2: number,
): void {
  let drawnTo = Number.NEGATIVE_INFINITY;
  for (const { t } of marks) {
    const x = plot.x(t);
    if (x < plot.left || x > plot.right || x < drawnTo + leastPixels) continue;
    sheet.vertical(Math.round(x) + 0.5, y1, y2, 'dim', { dashed: true });
    drawnTo = x;
  }
}
