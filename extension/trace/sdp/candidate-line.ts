import type { Candidate, SignalledCandidate } from '../schema/candidate.ts';

/**
 * Reads a `candidate:` line (RFC 8839 section 5.1). `null` for the empty line that ends the candidates,
 * and for a line that does not follow the grammar.
 */
export function readCandidateLine(signalled: SignalledCandidate): Candidate | null {
  const words = signalled.line.replace(/^(a=)?candidate:/, '').split(' ');
  const [, , protocol, priority, address, port, typ, type] = words;
  if (typ !== 'typ' || !type || !protocol || address === undefined) return null;
  const extension = readExtensions(words.slice(8));
  return {
    type,
    protocol: protocol.toLowerCase(),
    address,
    port: number(port) ?? null,
    priority: number(priority),
    ufrag: signalled.ufrag ?? extension.get('ufrag') ?? null,
    relatedAddress: extension.get('raddr'),
    relatedPort: number(extension.get('rport')),
    tcpType: extension.get('tcptype'),
    url: signalled.url,
    relayProtocol: signalled.relayProtocol,
  };
}

function readExtensions(words: string[]): Map<string, string> {
  const extensions = new Map<string, string>();
  for (let i = 0; i + 1 < words.length; i += 2) extensions.set(words[i]!, words[i + 1]!);
  return extensions;
}

function number(text: string | undefined): number | undefined {
  const value = Number(text);
  return text && Number.isFinite(value) && value >= 0 ? value : undefined;
}
