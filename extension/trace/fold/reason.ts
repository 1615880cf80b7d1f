import type { Candidate } from '../schema/candidate.ts';
import type { Cause, Reason } from '../schema/trace.ts';
import type { ConnectionView } from '../view.ts';
import type { RestartRecord } from './restart-record.ts';

/**
 * What lies behind the cause of a restart, from what became known by its end: what the new generation gathered
 * shows what had happened to the network of the old one.
 */
export function reasonOf(record: RestartRecord, cause: Cause, connection: ConnectionView): Reason {
  if (cause === 'none') return 'preemptive';
  if (cause === 'network-change' || leftItsNetwork(record)) return 'network-handover';
  if (hasNewPublicAddress(record, connection)) return 'nat-rebinding';
  // Whether the allocation, the server or the way to it: the far end of it all was the relay.
  if (record.pair.from?.local.type === 'relay') return 'relay-lost';
  return cause;
}

/** The address of the interface under a candidate, where it shows; names of mDNS hide it. */
function baseOf({ type, address, relatedAddress }: Candidate): string | null {
  const base = type === 'srflx' ? relatedAddress : type === 'host' ? address : null;
  return base && !base.endsWith('.local') && base !== '0.0.0.0' && base !== '::' ? base : null;
}

/** The interface of the old pair gives no candidate any more, and others do; or the kind of network is another. */
function leftItsNetwork({ pair, gathered }: RestartRecord): boolean {
  const [before, after] = [pair.from?.local, pair.to?.local];
  const [oldType, newType] = [before?.networkType, after?.networkType];
  if (oldType && newType && oldType !== newType && ![oldType, newType].includes('unknown')) return true;
  const base = before ? baseOf(before) : null;
  const bases = gathered.map(({ candidate }) => baseOf(candidate)).filter(each => each !== null);
  return base !== null && bases.length > 0 && !bases.includes(base);
}

/** A STUN server sees an interface behind another public address than before. */
function hasNewPublicAddress({ gathered, offeredAt }: RestartRecord, connection: ConnectionView): boolean {
  const isReflexive = ({ type }: Candidate) => type === 'srflx';
  // Without one of its own there is nothing to compare with all the candidates before.
  if (!gathered.some(({ candidate }) => isReflexive(candidate))) return false;
  const earlier = connection.candidates.flatMap(({ t, side, candidate }) =>
    side === 'local' && candidate && isReflexive(candidate) && offeredAt !== null && t < offeredAt
      ? [candidate]
      : [],
  );
  return gathered.some(({ candidate }) => {
    if (!isReflexive(candidate)) return false;
    const same = earlier.filter(before => baseOf(before) !== null && baseOf(before) === baseOf(candidate));
    return same.length > 0 && same.every(({ address }) => address !== candidate.address);
  });
}
