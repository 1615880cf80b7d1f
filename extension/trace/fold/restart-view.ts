import { findingsOfRestart } from '../findings/findings.ts';
import type { Gap, Restart } from '../schema/trace.ts';
import type { ConnectionView, FrameView } from '../view.ts';
import { causeOfRestart } from './cause.ts';
import { momentsOf } from './moments.ts';
import { pathChangeOf } from './path-change.ts';
import { phasesOfRestart } from './phases.ts';
import { reasonOf } from './reason.ts';
import { gapsComplete } from './restart-gaps.ts';
import type { RestartRecord } from './restart-record.ts';
import type { Streams } from './streams.ts';

/** For so long a silence must have lasted when the restart was asked for: nobody notices it sooner. */
const leastNoticedMs = 200;
/** One that was over by then, to be thought of as its reason. */
const leastRememberedMs = 500;

export interface RestartContext {
  connection: ConnectionView;
  frame: FrameView | undefined;
  streams: Streams;
  /** Time of the newest event. */
  now: number;
}

/** Draws the conclusions from a restart's record, as it stands now. */
export function describeRestart(record: RestartRecord, gaps: Gap[], context: RestartContext): Restart {
  const { connection, frame, streams, now } = context;
  const silentSince = record.settledAt === null || gaps.length === 0 ? streams.silentSince : null;
  const deadSince = deathBefore(record.requestedAt, gaps, silentSince);
  const cause = causeOfRestart(connection, frame, deadSince, record.requestedAt);
  const restart: Restart = {
    id: record.id,
    connectionId: connection.id,
    initiator: record.initiator,
    trigger: record.trigger,
    cause,
    reason: reasonOf(record, cause, connection),
    outcome: record.outcome,
    requestedAt: record.requestedAt,
    settledAt: record.settledAt,
    localUfrag: { ...record.localUfrag },
    remoteUfrag: { ...record.remoteUfrag },
    pair: { ...record.pair },
    phases: phasesOfRestart(record, gaps, deadSince),
    moments: momentsOf(record, gaps, deadSince, context),
    ...pathChanged(record),
    gaps,
    findings: [],
  };
  restart.findings = findingsOfRestart({ restart, record, connection, frame, now });
  return restart;
}

function pathChanged(record: RestartRecord): Pick<Restart, 'pathChange'> {
  const pathChange = pathChangeOf(record);
  return pathChange ? { pathChange } : {};
}

/** So long after it was settled, what the far side signals late may still belong to it. */
const lateMs = 5_000;

/** Nothing that may still come can change what is said of the restart. */
export function isFinal(record: RestartRecord, gaps: Gap[], { streams, now }: RestartContext): boolean {
  if (record.settledAt === null) return false;
  if (now - record.settledAt > 15_000) return true;
  // The old pair was kept for now.
  if (record.outcome === 'completed' && record.selectedAt === null) return false;
  if (now - record.settledAt < lateMs) return false;
  if (record.gatheringTo === null) return false;
  return gaps.every(gap => now - gap.to > 2_000) && gapsComplete(gaps, record, streams.views);
}

/** Start of the earliest silence that the restart may have been asked for because of. */
function deathBefore(requestedAt: number, gaps: Gap[], silentSince: number | null): number | null {
  const starts = gaps
    .filter(({ from, to, durationMs }) =>
      to > requestedAt ? requestedAt - from >= leastNoticedMs : durationMs >= leastRememberedMs,
    )
    .map(({ from }) => from);
  if (silentSince !== null && requestedAt - silentSince >= leastNoticedMs) starts.push(silentSince);
  return starts.length > 0 ? Math.min(...starts) : null;
}
