import type { Candidate, Pair } from '../schema/candidate.ts';
import type { Configuration, Side } from '../schema/events.ts';
import type { Outcome, Restart, Trigger } from '../schema/trace.ts';
import type { SessionChanges } from '../sdp/session-changes.ts';

/** A restart as the fold follows it: the moments it consists of, in epoch milliseconds, and what came with them. */
export interface RestartRecord {
  id: string;
  initiator: Restart['initiator'];
  trigger: Trigger;
  outcome: Outcome;
  requestedAt: number;
  /** The offer with new credentials was applied. */
  offeredAt: number | null;
  offeredBy: Side | null;
  /** When an offer of it was rolled back although the wish lived on. */
  rolledBackAt: number[];
  /** Both sides' new credentials are in effect. */
  answeredAt: number | null;
  gatheringFrom: number | null;
  gatheringTo: number | null;
  checkingFrom: number | null;
  /** A pair of the new generation was selected; stays `null` when the browser kept the pair it had. */
  selectedAt: number | null;
  settledAt: number | null;
  localUfrag: { from: string | null; to: string | null };
  remoteUfrag: { from: string | null; to: string | null };
  pair: { from: Pair | null; to: Pair | null };
  rttMs: { from: number | null; to: number | null };
  /** Every new local ufrag: without BUNDLE each transport may have its own. */
  localUfrags: string[];
  /** How many transports the offer restarts, and how many of these the answer does. */
  transports: { offered: number; accepted: number };
  remoteIceLite: boolean;
  /** What else the negotiation changed. */
  changes: SessionChanges | null;
  /** In force when it was offered. */
  configuration: Configuration | null;
  gathered: { t: number; candidate: Candidate }[];
  gatheringErrors: { t: number; url: string; code: number }[];
  /** Remote candidates of the old generation that came after the new one's credentials. */
  staleCandidates: number;
  /** Why the last call towards an offer failed, if it did. */
  error: { method: string; name: string; message: string } | null;
}

export function newRecord(
  start: Pick<RestartRecord, 'id' | 'initiator' | 'trigger' | 'requestedAt'>,
  before: {
    localUfrag: string | null;
    remoteUfrag: string | null;
    pair: Pair | null;
    rttMs?: number | null;
  },
): RestartRecord {
  return {
    ...start,
    outcome: 'pending',
    offeredAt: null,
    offeredBy: null,
    rolledBackAt: [],
    answeredAt: null,
    gatheringFrom: null,
    gatheringTo: null,
    checkingFrom: null,
    selectedAt: null,
    settledAt: null,
    localUfrag: { from: before.localUfrag, to: null },
    remoteUfrag: { from: before.remoteUfrag, to: null },
    pair: { from: before.pair, to: null },
    rttMs: { from: before.rttMs ?? null, to: null },
    localUfrags: [],
    transports: { offered: 0, accepted: 0 },
    remoteIceLite: false,
    changes: null,
    configuration: null,
    gathered: [],
    gatheringErrors: [],
    staleCandidates: 0,
    error: null,
  };
}

/** The offer was taken back and the wish is open again, as if nothing had been offered. */
export function unoffer(record: RestartRecord, t: number): void {
  record.rolledBackAt.push(t);
  record.offeredAt = null;
  record.offeredBy = null;
  record.answeredAt = null;
  record.gatheringFrom = null;
  record.gatheringTo = null;
  record.checkingFrom = null;
  record.localUfrag.to = null;
  record.remoteUfrag.to = null;
  record.localUfrags = [];
  record.gathered = [];
  record.gatheringErrors = [];
}

export function settle(record: RestartRecord, outcome: Outcome, t: number): void {
  record.outcome = outcome;
  record.settledAt = t;
}
