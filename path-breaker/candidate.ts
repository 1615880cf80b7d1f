/**
 * What a signalled candidate means to the path breaker.
 *
 * - `host`: a host candidate over UDP and IPv4; the breaker can stand in for it.
 * - `end`: the end-of-candidates indication, which names no address.
 * - `other`: anything else (TCP, IPv6, an mDNS name, server-reflexive, relayed, not understood).
 */
export type Candidate =
  | { kind: 'host'; address: string; port: number; at: (address: string, port: number) => string }
  | { kind: 'end' }
  | { kind: 'other' };

// RFC 8839, section 5.1: foundation, component, transport, priority, address, port, "typ", type, extensions.
const CANDIDATE =
  /^((?:a=)?candidate:\S+ \d+ (?<transport>\S+) \d+) (?<address>\S+) (?<port>\d+) (typ (?<type>\S+).*)$/i;
const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/** Reads a candidate line as `RTCIceCandidate.candidate` or as an SDP attribute spells it. */
export function parseCandidate(line: string): Candidate {
  if (line === '') return { kind: 'end' };
  const match = CANDIDATE.exec(line);
  if (!match) return { kind: 'other' };
  const [, head, , , , tail] = match;
  const { transport, address, port, type } = match.groups as Record<string, string>;
  const usable =
    transport?.toLowerCase() === 'udp' && type?.toLowerCase() === 'host' && IPV4.test(address ?? '');
  if (!usable) return { kind: 'other' };
  return {
    kind: 'host',
    address: address as string,
    port: Number(port),
    at: (newAddress, newPort) => `${head} ${newAddress} ${newPort} ${tail}`,
  };
}
