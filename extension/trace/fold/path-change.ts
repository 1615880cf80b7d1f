import type { Candidate, Pair } from '../schema/candidate.ts';
import type { PathAspect, PathChange } from '../schema/trace.ts';
import type { RestartRecord } from './restart-record.ts';

/** What the restart changed of the selected path; `undefined` without a pair before and after. */
export function pathChangeOf({ pair, rttMs, selectedAt }: RestartRecord): PathChange | undefined {
  const { from, to } = pair;
  if (!from || !to) return undefined;
  return { kept: selectedAt === null, changed: aspectsChanged(from, to), rttMs: { ...rttMs } };
}

const aspects: Record<PathAspect, (pair: Pair) => string | null | undefined> = {
  'local-type': ({ local }) => signalledType(local),
  'local-address': ({ local }) => local.address,
  'remote-type': ({ remote }) => signalledType(remote),
  'remote-address': ({ remote }) => remote.address,
  protocol: ({ local }) => local.protocol,
  'network-type': ({ local }) => local.networkType,
  'relay-server': ({ local }) => relayServer(local),
};

/** Only what both pairs tell can differ: the browsers hide some addresses, and tell of some pairs less. */
function aspectsChanged(from: Pair, to: Pair): PathAspect[] {
  return (Object.keys(aspects) as PathAspect[]).filter(aspect => {
    const [before, after] = [aspects[aspect](from), aspects[aspect](to)];
    return before != null && after != null && before !== after;
  });
}

/** `prflx` says only that a check came before the candidate it came from was signalled (RFC 8445 section 7.3.1.3). */
function signalledType({ type }: Candidate): string | null {
  return type === 'prflx' ? null : type;
}

function relayServer({ type, url }: Candidate): string | null | undefined {
  return type === 'relay' ? url : null;
}
