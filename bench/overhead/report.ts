import { median, percentile } from '../gap/statistics.ts';
import type { CallTurn } from './call-times.ts';
import type { Measurement } from './round.ts';
import { noTool, type Tool } from './tools.ts';

/** Percent of a core, at ten connections. */
const idleGoal = { connections: 10, cpu: 0.3 };

interface Column {
  title: string;
  of: (each: Measurement) => number;
  digits: number;
  /** How the figure stands to that of no tool. */
  beside?: (value: number, plain: number) => number;
  /** IceScope is to stay below the others here. */
  contest?: boolean;
}

const more = (value: number, plain: number) => value - plain;
const ratio = (value: number, plain: number) => value / plain;

const cpu: Column = {
  title: 'CPU more, % of a core',
  of: each => each.cpu,
  beside: more,
  digits: 2,
  contest: true,
};
const columns: Column[] = [
  cpu,
  { title: 'CPU, ratio', of: each => each.cpu, beside: ratio, digits: 2 },
  { title: 'Long tasks, ms', of: each => each.longTaskMs, digits: 0 },
  { title: 'Heap more, MB', of: each => each.heapMb, beside: more, digits: 2 },
  { title: 'getStats a connection and minute', of: each => each.getStats, digits: 0, contest: true },
];

/** The table and the goals that were missed, a sentence each. */
export function report(
  measurements: Measurement[],
  tools: Tool[],
  connections: number,
): { text: string; missed: string[] } {
  const rows = tools.map(tool => [
    tool.name,
    ...columns.map(column => cell(valuesOf(tool, column, measurements), column)),
  ]);
  const head = ['Watched by', ...columns.map(({ title }) => title)];
  const text = `${table([head, ...rows])}\n\nMedian (least – most) of the rounds.`;
  return { text, missed: missedGoals(measurements, tools, connections) };
}

const calls = [
  { title: 'new', of: ({ construct }: CallTurn) => construct },
  { title: 'createOffer', of: ({ createOffer }: CallTurn) => createOffer },
  { title: 'setLocalDescription', of: ({ setLocalDescription }: CallTurn) => setLocalDescription },
];

/** How a page's calls stand, turn by turn, to those of a page without a tool. */
export function reportCalls(turns: CallTurn[], tools: Tool[]): string {
  const plain = new Map(turns.filter(({ tool }) => tool === noTool).map(each => [each.turn, each]));
  const rows = tools.map(({ name }) => {
    const own = turns.filter(({ tool }) => tool === name);
    if (name === noTool) return [name, ...calls.map(({ of }) => `${median(own.map(of))?.toFixed(2)} ms`)];
    return [name, ...calls.map(({ of }) => callCell(own.map(each => [of(each), of(plain.get(each.turn)!)])))];
  });
  const text = table([['A new connection, watched by', ...calls.map(({ title }) => title)], ...rows]);
  return `${text}\n\nRatio to no tool, median (quartiles) of the turns, and the median of what it is more.`;
}

function callCell(times: [own: number, plain: number][]): string {
  if (times.length === 0) return '–';
  const ratios = times.map(([own, plain]) => own / plain);
  const [low, middle, high] = [percentile(ratios, 25), median(ratios), percentile(ratios, 75)].map(value =>
    value!.toFixed(2),
  );
  const moreMs = median(times.map(([own, plain]) => own - plain))!;
  return `${middle} (${low} – ${high}), ${(moreMs * 1_000).toFixed(0)} µs`;
}

function table([head, ...rows]: string[][]): string {
  return [head!, head!.map(() => '---'), ...rows].map(line => `| ${line.join(' | ')} |`).join('\n');
}

/** One value a round, beside the no-tool call of the same round. */
function valuesOf(tool: Tool, { of, beside }: Column, measurements: Measurement[]): number[] {
  const plain = measurements.filter(each => each.tool === (tool.beside ?? noTool));
  const own = measurements.filter(each => each.tool === tool.name);
  if (!beside) return own.map(of);
  return own.flatMap((each, round) => (plain[round] ? [beside(of(each), of(plain[round]))] : []));
}

function cell(values: number[], { digits }: Column): string {
  const middle = median(values);
  if (middle === null) return '–';
  const [least, most] = [Math.min(...values), Math.max(...values)].map(value => value.toFixed(digits));
  return `${middle.toFixed(digits)} (${least} – ${most})`;
}

function missedGoals(measurements: Measurement[], tools: Tool[], connections: number): string[] {
  const missed: string[] = [];
  const of = (tool: Tool, column: Column) => median(valuesOf(tool, column, measurements));
  const idle = tools.find(({ goal }) => goal === 'idle');
  const idleCpu = idle ? of(idle, cpu) : null;
  if (!idle || idleCpu === null) return missed;
  if (connections === idleGoal.connections && idleCpu >= idleGoal.cpu)
    missed.push(`idle, IceScope takes ${idleCpu.toFixed(2)} % of a core, not less than ${idleGoal.cpu} %`);
  for (const rival of tools.filter(tool => tool.rival)) {
    for (const column of columns.filter(({ contest }) => contest)) {
      const [ours, theirs] = [of(idle, column), of(rival, column)];
      if (ours === null || theirs === null || ours < theirs) continue;
      missed.push(
        `${column.title}: ${ours.toFixed(2)} is not less than ${theirs.toFixed(2)} of ${rival.name}`,
      );
    }
  }
  return missed;
}
