import type { Pair } from '../schema/candidate.ts';
import type { Break, Gap, Restart } from '../schema/trace.ts';
import type { ConnectionView, TraceView } from '../view.ts';

type Cell = string | number | null;

const columns = [
  'connection',
  'frame',
  'what',
  'initiator',
  'trigger',
  'cause',
  'outcome',
  'began',
  'took_ms',
  'path_before',
  'path_after',
  'findings',
  'stream',
  'mid',
  'ssrc',
  'layer',
  'gap_ms',
  'gap_low_ms',
  'gap_high_ms',
  'gap_from',
  'gap_to',
] as const;

/**
 * Restarts and breaks, a row for each of their gaps (RFC 4180). Times are ISO 8601, durations milliseconds. A
 * spreadsheet takes no cell for a formula, whatever the page has put into it.
 */
export function csvOf(view: TraceView): string {
  return [...csvRows(view)].join('');
}

/** The same row by row. */
export function* csvRows(view: TraceView): Generator<string> {
  yield rowOf([...columns]);
  for (const connection of view.connections.values()) {
    const frame = view.frames.get(connection.frameId)?.url ?? '';
    const place = [`Connection ${connection.number}`, frame];
    for (const { gaps, facts } of stories(connection)) {
      for (const gap of gaps.length > 0 ? gaps : [null]) yield rowOf([...place, ...facts, ...gapCells(gap)]);
    }
  }
}

const rowOf = (cells: Cell[]) => `${cells.map(cell).join(',')}\r\n`;

/** What happened to a connection, in the order of time. */
function stories({ restarts, breaks }: ConnectionView): { gaps: Gap[]; facts: Cell[] }[] {
  const all = [
    ...restarts.map((restart, i) => ({
      t: restart.requestedAt,
      gaps: restart.gaps,
      facts: restartCells(restart, i + 1),
    })),
    ...breaks.map(each => ({ t: each.from, gaps: each.gaps, facts: breakCells(each) })),
  ];
  return all.sort((a, b) => a.t - b.t);
}

function restartCells(restart: Restart, number: number): Cell[] {
  const { initiator, trigger, cause, outcome, requestedAt, settledAt, pair, findings } = restart;
  const took = settledAt === null ? null : rounded(settledAt - requestedAt);
  const codes = findings.map(({ code }) => code).join(' ');
  return [
    `restart ${number}`,
    initiator,
    trigger,
    cause,
    outcome,
    time(requestedAt),
    took,
    path(pair.from),
    path(pair.to),
    codes,
  ];
}

function breakCells({ from, to, healedBy, pair }: Break): Cell[] {
  const outcome = healedBy === 'itself' ? 'healed by itself' : 'healed by a path change';
  return ['break', '', '', '', outcome, time(from), rounded(to - from), path(pair.from), path(pair.to), ''];
}

function gapCells(gap: Gap | null): Cell[] {
  if (!gap) return Array<Cell>(9).fill(null);
  const { direction, kind, layer, mid, ssrc, durationMs, lowMs, highMs, from, to } = gap;
  const way = direction === 'inbound' ? 'in' : 'out';
  const durations = [durationMs, lowMs, highMs].map(rounded);
  return [`${kind} ${way}`, mid, ssrc, layer, ...durations, time(from), time(to)];
}

const rounded = (ms: number) => Math.round(ms * 10) / 10;
const time = (t: number) => (Number.isFinite(new Date(t).getTime()) ? new Date(t).toISOString() : '');

function path(pair: Pair | null): string {
  if (!pair) return '';
  const { local, remote } = pair;
  return [local.type, local.networkType, local.protocol, 'to', remote.type].filter(Boolean).join(' ');
}

function cell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  // A quote in front is what spreadsheets take for "this is text".
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
