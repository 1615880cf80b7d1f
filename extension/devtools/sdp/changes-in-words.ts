import type { DiffLine } from './line-diff.ts';

/** What lines of a description are about; the first that fits counts. */
const subjects: [pattern: RegExp, subject: string][] = [
  [/^a=ice-(ufrag|pwd):/, 'ICE credentials'],
  [/^(a=candidate:|a=end-of-candidates|c=|a=rtcp:)/, 'candidates'],
  [/^m=(?!\S+ \d+ )/, 'media sections'],
  [/^m=/, 'media lines'],
  [/^o=/, 'session version'],
  [/^a=setup:/, 'DTLS role'],
  [/^a=fingerprint:/, 'DTLS fingerprint'],
  [/^a=(sendrecv|sendonly|recvonly|inactive)$/, 'direction'],
  [/^a=(rtpmap|fmtp|rtcp-fb):/, 'codecs'],
  [/^a=(ssrc|ssrc-group|msid|rid|simulcast)/, 'sources'],
  [/^a=(group|bundle-only|mid)/, 'bundling'],
  [/^a=ice-(options|lite)/, 'ICE options'],
];

/** `ICE credentials, session version`: what a diff changed, in the order of its lines, without repeating itself. */
export function changesInWords(lines: DiffLine[]): string {
  const changed = lines.filter(({ kind }) => kind === 'added' || kind === 'removed');
  const words = changed.map(
    ({ text }) => subjects.find(([pattern]) => pattern.test(text))?.[1] ?? 'other lines',
  );
  return [...new Set(words)].join(', ');
}
