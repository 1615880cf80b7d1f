import type { EventOf } from '../schema/events.ts';
import { readCandidateLine } from '../sdp/candidate-line.ts';
import type { RestartRecord } from './restart-record.ts';

/** More would tell nothing new, and a page may signal any number. */
const mostNoted = 200;

/** Notes what was gathered for a restart, and what came from the far side. Gathering may outlast the restart. */
export function noteCandidate(record: RestartRecord, { t, side, candidate }: EventOf<'candidate'>): void {
  if (record.offeredAt === null) return;
  const read = candidate && readCandidateLine(candidate);
  const { from, to } = record[`${side}Ufrag`];
  const stale = read !== null && read.ufrag !== null && read.ufrag === from && to !== from;
  if (side === 'remote') {
    if (stale && to !== null) record.staleCandidates++;
    return;
  }
  // A slow server may still answer for the generation before.
  if (stale) return;
  if (record.settledAt === null) record.gatheringFrom ??= t;
  if (candidate === null) record.gatheringTo = t;
  else if (read && record.gathered.length < mostNoted) record.gathered.push({ t, candidate: read });
}

export function noteCandidateError(
  record: RestartRecord,
  { t, url, code }: EventOf<'candidate-error'>,
): void {
  if (record.offeredAt === null || record.gatheringErrors.length >= mostNoted) return;
  record.gatheringErrors.push({ t, url, code });
}

export function noteGatheringState(record: RestartRecord, { t, state }: EventOf<'state'>): void {
  if (record.offeredAt === null) return;
  if (state === 'gathering' && record.settledAt === null) record.gatheringFrom = t;
  if (state === 'complete') record.gatheringTo = t;
}
