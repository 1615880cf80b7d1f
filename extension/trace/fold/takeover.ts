import type { Candidate, Pair } from '../schema/candidate.ts';
import type { Break } from '../schema/trace.ts';

/** What the pair is that took over within a generation, where no end has made new sockets. */
export function takeoverOf(from: Pair, to: Pair): NonNullable<Break['takeover']> {
  const ends: [Candidate, Candidate][] = [
    [from.local, to.local],
    [from.remote, to.remote],
  ];
  const changed = ends.filter(([before, after]) => !sameAddress(before, after));
  return changed.length > 0 && changed.every(isRebound) ? 'nat-rebinding' : 'backup-pair';
}

/** A NAT gave the same socket another public port or address (RFC 4787 section 4.1): the other side has learned it. */
function isRebound([before, after]: [Candidate, Candidate]): boolean {
  if (after.type !== 'prflx' && after.type !== 'srflx') return false;
  return before.address === after.address || sameBase(before, after);
}

function sameAddress(a: Candidate, b: Candidate): boolean {
  return a.address === b.address && a.port === b.port;
}

function sameBase(a: Candidate, b: Candidate): boolean {
  if (!a.relatedAddress || a.relatedPort === undefined) return false;
  return a.relatedAddress === b.relatedAddress && a.relatedPort === b.relatedPort;
}
