import type { Gap, Phase } from '../schema/trace.ts';
import type { RestartRecord } from './restart-record.ts';

/**
 * The parts of a restart, which overlap:
 * `detect` from the last packet on the dead path until the restart was asked for (absent when nothing was lost),
 * `signal` until both sides' new credentials were in effect,
 * `gather` from the first to the last local candidate of the new generation,
 * `check` from the moment the checks could begin until a new pair was selected,
 * `resume` until the last stream's first packet on it.
 */
export function phasesOfRestart(record: RestartRecord, gaps: Gap[], deadSince: number | null): Phase[] {
  const phases: Phase[] = [];
  if (deadSince !== null) {
    phases.push({ name: 'detect', from: deadSince, to: record.requestedAt });
  }
  phases.push({ name: 'signal', from: record.requestedAt, to: record.answeredAt });
  if (record.gatheringFrom !== null) {
    phases.push({ name: 'gather', from: record.gatheringFrom, to: record.gatheringTo });
  }
  if (record.answeredAt !== null) {
    // Where the browser stayed on the pair it had, the checks were over when it was settled.
    const to = record.selectedAt ?? record.settledAt;
    phases.push({ name: 'check', from: checksFrom(record, record.answeredAt), to });
  }
  if (record.selectedAt !== null) {
    phases.push({ name: 'resume', from: record.selectedAt, to: resumedAt(record.selectedAt, gaps) });
  }
  return phases;
}

/** The side that answers can send checks before its answer arrives anywhere. */
function checksFrom(record: RestartRecord, answeredAt: number): number {
  return Math.min(record.checkingFrom ?? answeredAt, answeredAt);
}

function resumedAt(selectedAt: number, gaps: Gap[]): number | null {
  if (gaps.length === 0) return null;
  return Math.max(selectedAt, ...gaps.map(gap => gap.to));
}
