import type { PhaseName, Restart } from '../extension/trace/schema/trace.ts';
import type { MeasuredGap } from './comparison.ts';

const PHASES: PhaseName[] = ['detect', 'signal', 'gather', 'check', 'resume'];

/** One line for each restart. */
export function restartTable(restarts: Restart[]): string {
  const header = ['connection', 'trigger', 'cause', 'outcome', ...PHASES.map(phase => `${phase} ms`)];
  const rows = restarts.map(restart => [
    restart.connectionId,
    restart.trigger,
    restart.cause,
    restart.outcome,
    ...PHASES.map(phase => phaseMs(restart, phase)),
  ]);
  return table([header, ...rows], 4);
}

/** One line for each gap: ours, and the middlebox's. */
export function gapTable(measured: MeasuredGap[]): string {
  const header = ['connection', 'stream', 'ssrc', 'IceScope ms', 'bracket', 'middlebox ms', 'difference ms'];
  const rows = measured.map(({ connectionId, gap, silence }) => [
    connectionId,
    `inbound ${gap.kind}`,
    String(gap.ssrc),
    gap.durationMs.toFixed(1),
    `[${gap.lowMs.toFixed(1)}, ${gap.highMs.toFixed(1)}]`,
    silence ? silence.durationMs.toFixed(1) : '–',
    silence ? signed(gap.durationMs - silence.durationMs) : '–',
  ]);
  return table([header, ...rows], 2);
}

function phaseMs({ phases }: Restart, name: PhaseName): string {
  const spans = phases.filter(phase => phase.name === name && phase.to !== null);
  if (spans.length === 0) return '–';
  return spans.reduce((total, { from, to }) => total + ((to ?? from) - from), 0).toFixed(0);
}

function signed(ms: number): string {
  return `${ms < 0 ? '−' : '+'}${Math.abs(ms).toFixed(1)}`;
}

/** Pads the columns: the first `textColumns` to the left, figures to the right. */
function table(rows: string[][], textColumns: number): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map(row => row[column]!.length)));
  const pad = (cell: string, column: number) =>
    column < textColumns ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!);
  return rows.map(row => `  ${row.map(pad).join('  ')}`.trimEnd()).join('\n');
}
