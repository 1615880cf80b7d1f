/**
 * Passes every candidate of a session description through `rewriteCandidate`; a candidate answered with
 * `null` loses its line. The default destinations (`m=` port, `c=`, `a=rtcp`) become port 9 and 0.0.0.0,
 * as RFC 8840 has it where no default candidate is offered, so that no other address remains to send to.
 */
export async function rewriteSdpLines(
  sdp: string,
  rewriteCandidate: (line: string) => Promise<string | null>,
): Promise<string> {
  const lines = await Promise.all(
    sdp
      .split(/\r?\n/)
      .map(line => (line.startsWith('a=candidate:') ? rewriteCandidate(line) : withoutDefault(line))),
  );
  return lines.filter(line => line !== null).join('\r\n');
}

function withoutDefault(line: string): string {
  if (line.startsWith('c=')) return 'c=IN IP4 0.0.0.0';
  if (line.startsWith('a=rtcp:')) return 'a=rtcp:9 IN IP4 0.0.0.0';
  // A port of 0 rejects the media section, and must stay.
  return line.replace(/^(m=\S+) [1-9]\d*(\/\d+)? /, '$1 9 ');
}
