import type { Gap, PhaseName, Restart } from '../../trace/schema/trace.ts';
import { beginOf, rangeOfRestart } from '../model/restart-range.ts';
import { duration } from '../text/duration.ts';
import { phaseWords, streamName } from '../text/words.ts';

/** A stretch of one restart, counted from when it was asked for. */
export interface Stretch {
  fromMs: number;
  toMs: number;
}

export interface Lane {
  label: string;
  kind: 'phase' | 'gap';
  phase?: PhaseName;
  /** Of either restart; `null` where it had none. */
  stretches: [Stretch | null, Stretch | null];
  /** How much longer the second took; `null` where one had none. */
  differenceMs: number | null;
}

export interface Comparison {
  /** The axis on which both stand. */
  axis: Stretch;
  lanes: Lane[];
}

const phaseOrder: PhaseName[] = ['detect', 'signal', 'gather', 'check', 'resume'];

/** Two restarts lane by lane, each on an axis from its own request. `now`: until when what goes on has lasted. */
export function compareRestarts(a: Restart, b: Restart, now: number): Comparison {
  const both = [a, b] as const;
  const lanes = [...phaseOrder.map(name => phaseLane(name, both, now)), ...gapLanes(both)].filter(
    ({ stretches }) => stretches[0] !== null || stretches[1] !== null,
  );
  const ranges = both.map(restart => {
    const { from, to } = rangeOfRestart(restart, now);
    return { fromMs: Math.min(from, beginOf(restart)) - restart.requestedAt, toMs: to - restart.requestedAt };
  });
  const axis = {
    fromMs: Math.min(0, ...ranges.map(({ fromMs }) => fromMs)),
    toMs: Math.max(1, ...ranges.map(({ toMs }) => toMs)),
  };
  return { axis, lanes };
}

function phaseLane(name: PhaseName, both: readonly [Restart, Restart], now: number): Lane {
  const label = phaseWords[name].done;
  const of = ({ phases, requestedAt, settledAt }: Restart): Stretch | null => {
    const phase = phases.find(each => each.name === name);
    if (!phase) return null;
    const to = phase.to ?? settledAt ?? now;
    return { fromMs: phase.from - requestedAt, toMs: Math.max(phase.from, to) - requestedAt };
  };
  return laneOf({ label, kind: 'phase', phase: name }, of(both[0]), of(both[1]));
}

/** Of each kind of stream the longest silence: the streams of two restarts need not be the same. */
function gapLanes(both: readonly [Restart, Restart]): Lane[] {
  const label = (gap: Gap) => `${streamName(gap)}${gap.layer === 'playout' ? ', as noticed' : ''}`;
  const labels = new Set(both.flatMap(({ gaps }) => gaps.map(label)));
  return [...labels].map(each => {
    const of = ({ gaps, requestedAt }: Restart): Stretch | null => {
      const own = gaps.filter(gap => label(gap) === each);
      if (own.length === 0) return null;
      const longest = own.reduce((a, b) => (b.durationMs > a.durationMs ? b : a));
      return { fromMs: longest.from - requestedAt, toMs: longest.from + longest.durationMs - requestedAt };
    };
    return laneOf({ label: each, kind: 'gap' }, of(both[0]), of(both[1]));
  });
}

function laneOf(lane: Omit<Lane, 'stretches' | 'differenceMs'>, a: Stretch | null, b: Stretch | null): Lane {
  return { ...lane, stretches: [a, b], differenceMs: a && b ? lengthOf(b) - lengthOf(a) : null };
}

export const lengthOf = ({ fromMs, toMs }: Stretch) => toMs - fromMs;

/** `+1,204 ms`, `−12 ms`, `the same` */
export function differenceText(ms: number): string {
  if (Math.abs(ms) < 0.5) return 'the same';
  return `${ms > 0 ? '+' : '−'}${duration(Math.abs(ms))}`;
}
