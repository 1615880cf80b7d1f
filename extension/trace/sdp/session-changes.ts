import type { Side } from '../schema/events.ts';
import type { SdpFacts } from './sdp.ts';

/** Both descriptions of an answered negotiation. */
export interface Session {
  local: SdpFacts;
  remote: SdpFacts;
  answerSide: Side;
}

/** What a negotiation changed besides ICE credentials. */
export interface SessionChanges {
  /** Kinds of the media sections that were added, were removed, or flow in another direction. */
  added: string[];
  removed: string[];
  redirected: string[];
  /** Whose DTLS fingerprint is another. */
  fingerprints: Side[];
  /** The DTLS roles were swapped. */
  roles: boolean;
}

interface Section {
  kind: string;
  live: boolean;
  /** As this side sees it. */
  direction: string;
}

const mirrored: Record<string, string> = { sendonly: 'recvonly', recvonly: 'sendonly' };

/** The answer has the last word on every section (RFC 9429 section 5.3.1, RFC 3264 section 6.1). */
function sectionsOf({ local, remote, answerSide }: Session): Map<string, Section> {
  const answer = answerSide === 'local' ? local : remote;
  return new Map(
    answer.media.map(({ mid, kind, rejected, direction }) => [
      mid,
      {
        kind,
        live: !rejected,
        direction: answerSide === 'local' ? direction : (mirrored[direction] ?? direction),
      },
    ]),
  );
}

function fingerprintOf(facts: SdpFacts): string | null {
  return facts.media.find(({ fingerprint, rejected }) => fingerprint && !rejected)?.fingerprint ?? null;
}

/** This side's DTLS role; the answer decides it (RFC 8842 section 5.3). */
function localRole({ local, remote, answerSide }: Session): string | null {
  const setup = (answerSide === 'local' ? local : remote).media.find(({ rejected }) => !rejected)?.setup;
  if (setup !== 'active' && setup !== 'passive') return null;
  const isLocal = answerSide === 'local';
  return (setup === 'active') === isLocal ? 'client' : 'server';
}

function differ(before: string | null, after: string | null): boolean {
  return before !== null && after !== null && before !== after;
}

export function changesBetween(before: Session, after: Session): SessionChanges {
  const changes: SessionChanges = {
    added: [],
    removed: [],
    redirected: [],
    fingerprints: [],
    roles: differ(localRole(before), localRole(after)),
  };
  const known = sectionsOf(before);
  for (const [mid, { kind, live, direction }] of sectionsOf(after)) {
    const old = known.get(mid);
    if (live && !old?.live) changes.added.push(kind);
    else if (!live && old?.live) changes.removed.push(kind);
    else if (live && old && old.direction !== direction) changes.redirected.push(kind);
  }
  for (const side of ['local', 'remote'] as const) {
    if (differ(fingerprintOf(before[side]), fingerprintOf(after[side]))) changes.fingerprints.push(side);
  }
  return changes;
}
