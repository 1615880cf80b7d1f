import type { Candidate, Pair } from '../../trace/schema/candidate.ts';
import type { Gap, PathAspect, PhaseName, Reason, Restart } from '../../trace/schema/trace.ts';
import { grouped } from './grouped.ts';

/** The panel's words for what the trace knows by code. */
export const causeWords: Record<Restart['cause'], string> = {
  failed: 'ICE failed',
  disconnected: 'ICE disconnected',
  'network-change': 'network change',
  stall: 'media stalled',
  none: 'none, the path worked',
};

export const reasonWords: Record<Reason, string> = {
  failed: 'ICE failed',
  disconnected: 'ICE disconnected',
  stall: 'media stalled',
  'network-handover': 'handover to another network',
  'nat-rebinding': 'new public address behind the NAT',
  'relay-lost': 'TURN relay lost',
  preemptive: 'precaution, nothing was wrong',
};

export const aspectWords: Record<PathAspect, string> = {
  'local-type': 'local type',
  'local-address': 'local address',
  'remote-type': 'remote type',
  'remote-address': 'remote address',
  protocol: 'protocol',
  'network-type': 'network type',
  'relay-server': 'relay server',
};

export const triggerWords: Record<Restart['trigger'], string> = {
  restartIce: 'restartIce()',
  createOffer: 'createOffer({ iceRestart })',
  setConfiguration: 'setConfiguration()',
  sdp: 'new credentials in the SDP',
  'remote-offer': 'offer from the far side',
  forced: 'IceScope',
};

export const outcomeWords: Record<Restart['outcome'], string> = {
  completed: 'completed',
  failed: 'failed',
  ignored: 'ignored by the far side',
  'rolled-back': 'rolled back',
  superseded: 'superseded',
  closed: 'connection closed',
  pending: 'in progress',
};

export const phaseWords: Record<PhaseName, { done: string; doing: string; meaning: string }> = {
  detect: {
    done: 'Noticed',
    doing: 'waiting to be noticed',
    meaning: 'from the last packet on the dead path until the restart was asked for',
  },
  signal: {
    done: 'Signalled',
    doing: 'signalling',
    meaning: 'until both sides’ new credentials were in effect',
  },
  gather: {
    done: 'Gathered',
    doing: 'gathering candidates',
    meaning: 'from the first to the last local candidate of the new generation',
  },
  check: {
    done: 'Checked',
    doing: 'checking pairs',
    meaning: 'from when checks could begin until a new pair was selected',
  },
  resume: {
    done: 'Resumed',
    doing: 'waiting for media',
    meaning: 'from the new pair to the last stream’s first packet on it',
  },
};

/** `Audio in`, `Video out`. */
export function streamName({ kind, direction }: Pick<Gap, 'kind' | 'direction'>): string {
  return `${kind[0]!.toUpperCase()}${kind.slice(1)} ${direction === 'inbound' ? 'in' : 'out'}`;
}

/** `mid 0`, or the SSRC where the browser does not tell the mid. */
export function streamPlace({ mid, ssrc }: Pick<Gap, 'mid' | 'ssrc'>): string {
  if (mid !== null) return `mid ${mid}`;
  return ssrc === null ? '' : `ssrc ${ssrc}`;
}

/** `host wifi → srflx`: the types of a pair, and the network under it where the browser tells. */
export function pairName(pair: Pair | null): string {
  if (!pair) return 'none';
  const { local, remote } = pair;
  const network = local.networkType && local.networkType !== 'unknown' ? ` ${local.networkType}` : '';
  const relayed = local.relayProtocol ? `/${local.relayProtocol}` : '';
  const transport = local.protocol.toLowerCase() === 'tcp' ? ' tcp' : '';
  return `${local.type}${relayed}${network}${transport} → ${remote.type}`;
}

const networkNames: Record<string, string> = { wifi: 'Wi-Fi', ethernet: 'Ethernet', vpn: 'VPN' };

/** The network under a candidate, where the browser tells: `Wi-Fi`, `cellular`. */
export function networkName(candidate: Candidate | undefined): string | null {
  const type = candidate?.networkType;
  return type && type !== 'unknown' ? (networkNames[type] ?? type) : null;
}

/** `3 restarts`, `1 restart` */
export function counted(n: number, noun: string): string {
  return `${grouped(n)} ${noun}${n === 1 ? '' : 's'}`;
}
