import type { Candidate, Pair } from '../schema/candidate.ts';
import type { Gap, Phase, PhaseName, Restart } from '../schema/trace.ts';

/** What each inbound stream went through on the network; what was heard or seen of it is another matter. */
export function networkGaps({ gaps }: Pick<Restart, 'gaps'>): Gap[] {
  return gaps.filter(({ direction, layer }) => direction === 'inbound' && layer === 'network');
}

export function worstGapMs(restart: Pick<Restart, 'gaps'>): number {
  return Math.max(0, ...networkGaps(restart).map(({ durationMs }) => durationMs));
}

export function phaseOf({ phases }: Pick<Restart, 'phases'>, name: PhaseName): Phase | undefined {
  return phases.find(phase => phase.name === name);
}

/** `prflx` says only that a check came before its candidate was signalled (RFC 8445 section 7.3.1.3). */
function sameEnd(a: Candidate, b: Candidate): boolean {
  const sameType = a.type === b.type || a.type === 'prflx' || b.type === 'prflx';
  return a.address !== null && a.address === b.address && a.protocol === b.protocol && sameType;
}

/** Ports are new with every generation: a path is the same between the same addresses in the same way. */
export function samePath(from: Pair | null, to: Pair | null): boolean {
  return !!from && !!to && sameEnd(from.local, to.local) && sameEnd(from.remote, to.remote);
}
