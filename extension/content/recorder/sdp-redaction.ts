import { append, indexOf, min, slice, startsWith } from './builtins.ts';

/** Longer descriptions are cut: a page must not fill the buffer with one. */
const maxLength = 200_000;

/**
 * Removes from a session description what must not enter a trace: passwords and keys. DTLS fingerprints become
 * labels that are equal where the fingerprints are, so that a change still shows.
 */
export class SdpRedaction {
  readonly #fingerprints: string[] = [];

  apply(sdp: string): string {
    const end = min(sdp.length, maxLength);
    let redacted = '';
    let start = 0;
    while (start < end) {
      const newline = indexOf(sdp, '\n', start);
      const next = newline < 0 || newline >= end ? end : newline + 1;
      redacted += this.#line(slice(sdp, start, next));
      start = next;
    }
    return redacted;
  }

  #line(line: string): string {
    if (startsWith(line, 'a=ice-pwd:')) return 'a=ice-pwd:redacted\r\n';
    if (startsWith(line, 'a=fingerprint:')) return `a=fingerprint:${this.#label(line)}\r\n`;
    if (startsWith(line, 'a=crypto:') || startsWith(line, 'k=') || startsWith(line, 'a=identity:')) return '';
    return line;
  }

  #label(line: string): string {
    for (let i = 0; i < this.#fingerprints.length; i++) {
      if (this.#fingerprints[i] === line) return `fingerprint-${i + 1}`;
    }
    // A page could offer a new one each time; the label then says no more than "another".
    if (this.#fingerprints.length < 32) append(this.#fingerprints, line);
    return `fingerprint-${this.#fingerprints.length}`;
  }
}
