/** What ICE and DTLS need to know of a session description (RFC 8866, RFC 8839, RFC 8842). */
export interface SdpFacts {
  iceLite: boolean;
  /** The mids of each BUNDLE group (RFC 9143). */
  bundles: string[][];
  media: SdpMedia[];
}

export interface SdpMedia {
  mid: string;
  kind: string;
  /** `null` where the section carries none, as in a rejected one. */
  ufrag: string | null;
  rejected: boolean;
  /** The label that stands for the DTLS fingerprint in a trace. */
  fingerprint: string | null;
  /** DTLS role: `actpass`, `active`, `passive`. */
  setup: string | null;
  direction: string;
}

const directions = new Set(['sendrecv', 'sendonly', 'recvonly', 'inactive']);

/** Reads any text without failing: what is not understood is left out. */
export function readSdp(sdp: string): SdpFacts {
  const session = emptyMedia('', '');
  const facts: SdpFacts = { iceLite: false, bundles: [], media: [] };
  let section = session;
  for (const line of sdp.split(/\r\n|\n|\r/)) {
    if (line.startsWith('m=')) {
      section = startMedia(line, session, facts.media.length);
      facts.media.push(section);
    } else if (line.startsWith('a=')) {
      if (line === 'a=ice-lite') facts.iceLite = true;
      else if (line.startsWith('a=group:BUNDLE'))
        facts.bundles.push(line.split(' ').slice(1).filter(Boolean));
      else readAttribute(line.slice(2), section);
    }
  }
  return facts;
}

function emptyMedia(mid: string, kind: string): SdpMedia {
  return { mid, kind, ufrag: null, rejected: false, fingerprint: null, setup: null, direction: 'sendrecv' };
}

/** A media section inherits what the session level says (RFC 8839 section 5.4). */
function startMedia(line: string, session: SdpMedia, index: number): SdpMedia {
  const [kind = '', port = ''] = line.slice(2).split(' ');
  return { ...session, mid: String(index), kind, rejected: port === '0' };
}

function readAttribute(attribute: string, section: SdpMedia): void {
  const colon = attribute.indexOf(':');
  const name = colon < 0 ? attribute : attribute.slice(0, colon);
  const value = colon < 0 ? '' : attribute.slice(colon + 1).trim();
  if (name === 'mid') section.mid = value;
  else if (name === 'ice-ufrag') section.ufrag = value;
  else if (name === 'fingerprint') section.fingerprint = value;
  else if (name === 'setup') section.setup = value;
  // Port 0 with bundle-only is an offer to share a transport, not a rejection (RFC 9143 section 6).
  else if (name === 'bundle-only') section.rejected = false;
  else if (directions.has(name)) section.direction = name;
}

/** The mids that both descriptions know and whose ufrag is another in `after`. */
export function restartedMids(before: SdpFacts, after: SdpFacts): Set<string> {
  const known = new Map(before.media.map(media => [media.mid, media.ufrag]));
  const restarted = after.media.filter(({ mid, ufrag }) => {
    const old = known.get(mid);
    return old && ufrag && old !== ufrag;
  });
  return new Set(restarted.map(({ mid }) => mid));
}

/** True when at least one transport of `before` has other credentials in `after`: an ICE restart (RFC 8839 section 4.4.1.1.1). */
export function credentialsChanged(before: SdpFacts, after: SdpFacts): boolean {
  return restartedMids(before, after).size > 0;
}

/** The mid that stands for each transport of an answered session: the first of each bundle, and every other. */
export function transportMids({ bundles, media }: SdpFacts): string[] {
  const live = media.filter(({ rejected }) => !rejected).map(({ mid }) => mid);
  const bundled = bundles.map(bundle => bundle.filter(mid => live.includes(mid)));
  const followers = new Set(bundled.flatMap(bundle => bundle.slice(1)));
  return live.filter(mid => !followers.has(mid));
}

/** Every ufrag of a description's live sections. */
export function liveUfrags(facts: SdpFacts | null): string[] {
  const live = facts?.media.filter(({ ufrag, rejected }) => ufrag !== null && !rejected) ?? [];
  return [...new Set(live.map(({ ufrag }) => ufrag!))];
}

/** The ufrag to name a description by: that of its first live transport. */
export function firstUfrag(facts: SdpFacts | null): string | null {
  return liveUfrags(facts)[0] ?? null;
}
