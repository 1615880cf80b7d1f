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

function drawDescriptions(area: LaneArea, marks: DescriptionMark[]): void {
  const drawn = { local: 0, remote: 0 };
  for (let i = byTime.left(marks, area.plot.range.from); i < marks.length; i++) {
    const mark = marks[i]!;
    if (mark.t > area.plot.range.to) break;
    const x = area.plot.x(mark.t);
    if (x < drawn[mark.side] + arrow) continue;
    drawDescription(area, mark);
    drawn[mark.side] = x;
  }
}

/** An arrow up for what was sent, down for what came; filled for an offer, hollow for its answer. */
function drawDescription({ sheet, plot, top, height }: LaneArea, mark: DescriptionMark): void {
  const x = plot.x(mark.t);
  const sent = mark.side === 'local';
  const tip = sent ? top : top + height;
  const base = sent ? tip + arrow + 1 : tip - arrow - 1;
  const points = [x - arrow, base, x + arrow, base, x, tip];
  sheet.polygon({ points, ink: 'accent', hollow: mark.type !== 'offer' });
  sheet.target({
    x: x - arrow,
    y: Math.min(tip, base),
    w: 2 * arrow,
    h: arrow + 2,
    hint: () =>
      `${mark.type} ${sent ? 'applied here, to be sent' : 'from the far side'} · ${moment(plot, mark.t)}`,
  });
}
