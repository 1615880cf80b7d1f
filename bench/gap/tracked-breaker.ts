import { PathBreaker } from '../../path-breaker/index.ts';

/** A path breaker that remembers which ports are the browser's, for a capture shows nothing but numbers. */
export class TrackedBreaker extends PathBreaker {
  readonly #browserPorts = new Set<number>();

  /** Whether a port is, as far as was signalled last, the browser's own. */
  readonly isBrowserPort = (port: number): boolean => this.#browserPorts.has(port);

  override async rewriteCandidate(peer: string, candidate: string): Promise<string | null> {
    const rewritten = await super.rewriteCandidate(peer, candidate);
    if (rewritten === null || rewritten === candidate) return rewritten;
    this.#browserPorts.add(portOf(candidate));
    // The system may have given the breaker a port that the browser has let go of.
    this.#browserPorts.delete(portOf(rewritten));
    return rewritten;
  }
}

/** RFC 8839, section 5.1: foundation, component, transport, priority, address, port. */
function portOf(candidate: string): number {
  return Number(candidate.split(' ')[5]);
}
