import { bisector } from 'd3-array';
import type { ConnectionView, DescriptionMark, Segment } from '../../../trace/view.ts';
import type { Tone } from '../../theme/inks.ts';
import { runsOf } from '../runs.ts';
import { drawBar, toneStyle } from './bar.ts';
import { type Lane, type LaneArea, laneHeights, moment, span } from './lane.ts';
import { sayingAt } from './said.ts';

/** How well a connection is in each state of its ICE agent and of itself; the two share their names. */
const connectionTones: Record<string, Tone> = {
  new: 'neutral',
  checking: 'busy',
  connecting: 'busy',
  connected: 'good',
  completed: 'good',
  disconnected: 'warn',
  failed: 'bad',
  closed: 'off',
};

const ranks: Tone[] = ['off', 'neutral', 'good', 'busy', 'warn', 'bad'];

export const connectionTone = (state: string): Tone => connectionTones[state] ?? 'neutral';

function signalingTone(state: string): Tone {
  if (state === 'closed') return 'off';
  return state === 'stable' ? 'neutral' : 'busy';
}

function drawStates(
  area: LaneArea,
  name: string,
  segments: Segment<string>[],
  tone: (state: string) => Tone,
): void {
  for (const run of runsOf(segments, area.plot, area.until, state => ranks.indexOf(tone(state)))) {
    const more = run.count > 1 ? ` and ${run.count - 1} more` : '';
    const hint = () => `${name}: ${run.value}${more} · ${span(area.plot, run.from, run.to)}`;
    drawBar(area, run, toneStyle(tone(run.value), run.value), hint);
  }
}

const isBad = (tone: Tone) => tone === 'warn' || tone === 'bad';

function stateAt(segments: Segment<string>[], tone: (state: string) => Tone) {
  return (t: number) => sayingAt(segments, t, state => ({ text: state, bad: isBad(tone(state)) }));
}

export function iceLane({ ice }: ConnectionView): Lane | null {
  if (ice.length === 0) return null;
  return {
    id: 'ice',
    label: 'ICE',
    detail: '',
    height: laneHeights.bar,
    saysAt: stateAt(ice, connectionTone),
    draw: area => drawStates(area, 'ICE', ice, connectionTone),
  };
}

export function connectionLane({ connection }: ConnectionView): Lane | null {
  if (connection.length === 0) return null;
  return {
    id: 'connection',
    label: 'Connection',
    detail: '',
    height: laneHeights.bar,
    saysAt: stateAt(connection, connectionTone),
    draw: area => drawStates(area, 'Connection', connection, connectionTone),
  };
}

export function signalingLane({ signaling, descriptions }: ConnectionView): Lane | null {
  if (signaling.length === 0 && descriptions.length === 0) return null;
  return {
    id: 'signaling',
    label: 'Signaling',
    detail: '',
    height: laneHeights.bar,
    saysAt: stateAt(signaling, signalingTone),
    draw: area => {
      drawStates(area, 'Signaling', signaling, signalingTone);
      drawDescriptions(area, descriptions);
    },
  };
}

const arrow = 4;
const byTime = bisector((mark: DescriptionMark) => mark.t);

/** Of arrows on one side that would overlap, the first stands for all, and says how many there are. */
function drawDescriptions(area: LaneArea, marks: DescriptionMark[]): void {
  const { plot } = area;
  const shown = marks.slice(byTime.left(marks, plot.range.from), byTime.right(marks, plot.range.to));
  for (const side of ['local', 'remote'] as const) {
    let group: DescriptionMark[] = [];
    for (const mark of shown) {
      if (mark.side !== side) continue;
      if (group.length > 0 && plot.x(mark.t) - plot.x(group[0]!.t) >= 2 * arrow) {
        drawArrow(area, group);
        group = [];
      }
      group.push(mark);
    }
    if (group.length > 0) drawArrow(area, group);
  }
}

/** An arrow up for what was sent, down for what came; filled where an offer is among it, hollow for answers. */
function drawArrow({ sheet, plot, top, height }: LaneArea, group: DescriptionMark[]): void {
  const [first] = group as [DescriptionMark];
  const x = plot.x(first.t);
  const sent = first.side === 'local';
  const tip = sent ? top : top + height;
  const base = sent ? tip + arrow + 1 : tip - arrow - 1;
  const points = [x - arrow, base, x + arrow, base, x, tip];
  const hollow = !group.some(({ type }) => type === 'offer');
  sheet.polygon({ points, ink: 'accent', hollow });
  const place = sent ? 'applied here, to be sent' : 'from the far side';
  const more = group.length > 1 ? ` and ${group.length - 1} more by ${moment(plot, group.at(-1)!.t)}` : '';
  sheet.target({
    x: x - arrow,
    y: Math.min(tip, base),
    w: 2 * arrow,
    h: arrow + 2,
    hint: () => `${first.type} ${place} · ${moment(plot, first.t)}${more}`,
  });
}
