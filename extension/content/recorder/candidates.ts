import type { Candidate, Pair, SignalledCandidate } from '../../trace/schema/candidate.ts';
import { slice, startsWith } from './builtins.ts';
import { candidate as native, pairIsInterface, pairLocal, pairRemote } from './native.ts';
import type { Passed } from './passed.ts';
import { numberOrUndefined, own, text, textOrNull } from './reading.ts';
import { withoutSecrets } from './sdp-redaction.ts';

/** An `RTCIceCandidate` as the browser made it; `null` for one that only marks the end. */
export function readSignalled(candidate: object, url?: unknown): SignalledCandidate | null {
  const line = native.candidate(candidate);
  if (typeof line !== 'string' || line === '') return null;
  return {
    line: lineOf(line),
    mid: textOrNull(native.sdpMid(candidate), 64),
    ufrag: textOrNull(native.usernameFragment(candidate), 256),
    url: textOrNull(native.url(candidate) ?? url, 512) ?? undefined,
    relayProtocol: textOrNull(native.relayProtocol(candidate), 8) ?? undefined,
  };
}

/** What the page passed to `addIceCandidate`: an `RTCIceCandidate`, a dictionary, or nothing for the end. */
export function readPassed({ args, handedOn, read }: Passed): SignalledCandidate | null {
  const argument = args[0];
  if (typeof argument !== 'object' || argument === null) return null;
  if (handedOn === args) return readSignalled(argument);
  const { candidate: line, sdpMid, usernameFragment } = read;
  if (typeof line !== 'string' || line === '') return null;
  return { line: lineOf(line), mid: textOrNull(sdpMid, 64), ufrag: textOrNull(usernameFragment, 256) };
}

/** Whatever the page has written into it. */
function lineOf(line: string): string {
  return text(withoutSecrets(text(line, 1024)), 1024);
}

/** What `RTCIceTransport.getSelectedCandidatePair` answered: an interface by now, a dictionary before. */
export function readPair(pair: object): Pair | null {
  const local = pairIsInterface ? pairLocal(pair) : own(pair, 'local');
  const remote = pairIsInterface ? pairRemote(pair) : own(pair, 'remote');
  if (typeof local !== 'object' || typeof remote !== 'object' || !local || !remote) return null;
  return { local: readCandidate(local), remote: readCandidate(remote) };
}

function readCandidate(candidate: object): Candidate {
  return {
    type: text(native.type(candidate), 16),
    protocol: text(native.protocol(candidate), 8),
    address: addressOrNull(native.address(candidate)),
    port: numberOrUndefined(native.port(candidate)) ?? null,
    ufrag: textOrNull(native.usernameFragment(candidate), 256),
    relatedAddress: addressOrNull(native.relatedAddress(candidate)) ?? undefined,
    relatedPort: numberOrUndefined(native.relatedPort(candidate)),
    url: textOrNull(native.url(candidate), 512) ?? undefined,
    relayProtocol: textOrNull(native.relayProtocol(candidate), 8) ?? undefined,
    priority: numberOrUndefined(native.priority(candidate)),
  };
}

/** Chromium puts an IPv6 address into brackets here, and nowhere else. */
function addressOrNull(value: unknown): string | null {
  const address = textOrNull(value, 256);
  return address !== null && startsWith(address, '[') ? slice(address, 1, -1) : address;
}
