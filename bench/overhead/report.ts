import { median } from '../gap/statistics.ts';
import type { Comparison } from './round.ts';
import type { Tool } from './tools.ts';

/** Percent of a core, at ten connections. */
const idleGoal = { connections: 10, cpu: 0.3 };

interface Column {
  title: string;
  of: (each: Comparison) => number;
  digits: number;
  /** Whether the figure is compared with that of no tool. */
  ratio?: boolean;
  /** IceScope is to stay below the others here; times of a millisecond or less are too near to each other. */
  contest?: boolean;
}

const columns: Column[] = [
  { title: 'CPU more, % of a core', of: each => each.cpu - each.plainCpu, digits: 2, contest: true },
  { title: 'Renderer CPU, ratio', of: each => each.cpu / each.plainCpu, digits: 3 },
  { title: 'Long tasks, ms more', of: each => each.longTaskMs - each.plainLongTaskMs, digits: 0 },
  { title: 'JS heap, MB', of: each => each.heapMb, digits: 2 },
  { title: 'getStats a connection and min', of: each => each.getStatsCalls, digits: 0, contest: true },
  { title: 'new, ratio', of: each => each.construct, digits: 2, ratio: true },
  { title: 'createOffer, ratio', of: each => each.createOffer, digits: 2, ratio: true },
  { title: 'setLocalDescription, ratio', of: each => each.setLocalDescription, digits: 2, ratio: true },
];

/** The table and the goals that were missed, a sentence each. */
export function report(
  comparisons: Comparison[],
  tools: Tool[],
  connections: number,
): { text: string; missed: string[] } {
  const plain = comparisons.filter(({ tool }) => tool === 'no tool');
  const rows = tools.map(({ name }) => {
    const own = comparisons.filter(({ tool }) => tool === name);
    return [name, ...columns.map(column => cell(column, own, plain))];
  });
  const lines = [['Watched by', ...columns.map(({ title }) => title)], columns.map(() => '---'), ...rows];
  lines[1]!.push('---');
  const text = lines.map(line => `| ${line.join(' | ')} |`).join('\n');
  return {
    text: `${text}\n\nMedian (least – most) of the rounds.`,
    missed: missedGoals(comparisons, tools, connections),
  };
}

function cell(column: Column, own: Comparison[], plain: Comparison[]): string {
  const base = column.ratio ? median(plain.map(column.of)) : 1;
  const values = base === null ? [] : own.map(each => column.of(each) / base);
  const middle = median(values);
  if (middle === null) return '–';
  const [least, most] = [Math.min(...values), Math.max(...values)].map(value => value.toFixed(column.digits));
  return `${middle.toFixed(column.digits)} (${least} – ${most})`;
}

function missedGoals(comparisons: Comparison[], tools: Tool[], connections: number): string[] {
  const missed: string[] = [];
  const of = (name: string, column: Column) =>
    median(comparisons.filter(({ tool }) => tool === name).map(column.of)) ?? 0;
  const idle = tools.find(({ goal }) => goal === 'idle');
  if (!idle) return missed;
  const cpu = of(idle.name, columns[0]!);
  if (connections === idleGoal.connections && cpu >= idleGoal.cpu)
    missed.push(`idle, IceScope takes ${cpu.toFixed(2)} % of a core, not less than ${idleGoal.cpu} %`);
  for (const rival of tools.filter(tool => tool.rival)) {
    for (const column of columns.filter(({ contest }) => contest)) {
      const [ours, theirs] = [of(idle.name, column), of(rival.name, column)];
      if (ours < theirs) continue;
      missed.push(
        `${column.title}: ${ours.toFixed(2)} is not less than ${theirs.toFixed(2)} of ${rival.name}`,
      );
    }
  }
  return missed;
}
