import { describe, expect, it } from 'vitest';
import { report, reportCalls } from './report.ts';
import type { Measurement } from './round.ts';
import type { Tool } from './tools.ts';

const tools: Tool[] = [
  { name: 'no tool', extended: false },
  { name: 'ours', extended: true, goal: 'idle' },
  { name: 'theirs', extended: false, rival: true },
];

const of = (tool: string, cpu: number, getStats: number): Measurement => ({
  tool,
  cpu,
  getStats,
  longTaskMs: 0,
  heapMb: 3,
});

const missedBy = (cpu: number, getStats: number, connections = 10) =>
  report([of('no tool', 2, 0), of('ours', 2 + cpu, getStats), of('theirs', 3, 60)], tools, connections)
    .missed;

describe('the report', () => {
  it('holds the idle cost beside no tool against its goal, at ten connections', () => {
    expect(missedBy(0.2, 12)).toEqual([]);
    expect(missedBy(0.4, 12)).toEqual(['idle, IceScope takes 0.40 % of a core, not less than 0.3 %']);
    expect(missedBy(0.4, 12, 50)).toEqual([]);
  });

  it('holds it against the others', () => {
    expect(missedBy(0.2, 60)).toEqual([
      'getStats a connection and minute: 60.00 is not less than 60.00 of theirs',
    ]);
  });

  it('tells the median and the spread of the rounds', () => {
    const rounds = [2.1, 2.5, 2.2].flatMap(cpu => [of('no tool', 2, 0), of('ours', cpu, 12)]);
    expect(report(rounds, tools, 10).text).toContain('| ours | 0.20 (0.10 – 0.50) |');
  });

  it('holds the calls of each turn beside those without a tool', () => {
    const turn = (tool: string, turn: number, ms: number) => ({
      ...{ tool, turn, construct: ms, createOffer: 2 * ms, setLocalDescription: 3 * ms },
    });
    const turns = [1, 2, 3, 4].flatMap(i => [turn('no tool', i, i), turn('ours', i, i + i / 10)]);
    const text = reportCalls(turns, tools);
    expect(text).toContain('| no tool | 2.50 ms | 5.00 ms | 7.50 ms |');
    expect(text).toContain('| ours | 1.10 (1.10 – 1.10), 250 µs | 1.10 (1.10 – 1.10), 500 µs |');
    expect(text).toContain('| theirs | – | – | – |');
  });
});
