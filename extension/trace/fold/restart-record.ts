import type { Pair } from '../schema/candidate.ts';
import type { Outcome, Restart, Trigger } from '../schema/trace.ts';

/** A restart as the fold follows it: the moments it consists of, in epoch milliseconds. */
export interface RestartRecord {
  id: string;
  initiator: Restart['initiator'];
  trigger: Trigger;
  outcome: Outcome;
  requestedAt: number;
  /** The offer with new credentials was applied. */
  offeredAt: number | null;
  /** Both sides' new credentials are in effect. */
  answeredAt: number | null;
  gatheringFrom: number | null;
  gatheringTo: number | null;
  checkingFrom: number | null;
  /** A pair of the new generation was selected. */
  selectedAt: number | null;
  settledAt: number | null;
  localUfrag: { from: string | null; to: string | null };
  remoteUfrag: { from: string | null; to: string | null };
  pair: { from: Pair | null; to: Pair | null };
}

export function newRecord(
  start: Pick<RestartRecord, 'id' | 'initiator' | 'trigger' | 'requestedAt'>,
  before: { localUfrag: string | null; remoteUfrag: string | null; pair: Pair | null },
): RestartRecord {
  return {
    ...start,
    outcome: 'pending',
    offeredAt: null,
    answeredAt: null,
    gatheringFrom: null,
    gatheringTo: null,
    checkingFrom: null,
    selectedAt: null,
    settledAt: null,
    localUfrag: { from: before.localUfrag, to: null },
    remoteUfrag: { from: before.remoteUfrag, to: null },
    pair: { from: before.pair, to: null },
  };
}

export function settle(record: RestartRecord, outcome: Outcome, t: number): void {
  record.outcome = outcome;
  record.settledAt = t;
}
