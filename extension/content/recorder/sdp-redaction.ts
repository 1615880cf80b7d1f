import { append, exec, min, slice } from './builtins.ts';

/** Longer descriptions are cut: a page must not fill the buffer with one. */
const maxLength = 200_000;

/** A line with a secret, wherever its mark stands in it: a page may write descriptions itself. */
const secretLine =
  /(?<![^\r\n])((?:k=|[^\r\n]*(?:(ice-pwd)|(fingerprint:)|crypto:|identity:))[^\r\n]*)(\r?\n?)/i;

/**
 * Removes from a session description what must not enter a trace: passwords and keys. DTLS fingerprints become
 * labels that are equal where the fingerprints are, so that a change still shows.
 */
export class SdpRedaction {
  readonly #fingerprints: string[] = [];

  apply(sdp: string): string {
    let rest = slice(sdp, 0, min(sdp.length, maxLength));
    let redacted = '';
    for (let found = exec(secretLine, rest); found; found = exec(secretLine, rest)) {
      redacted += slice(rest, 0, found.index);
      if (found[2]) redacted += `a=ice-pwd:redacted${found[4]}`;
      else if (found[3]) redacted += `a=fingerprint:${this.#label(found[1]!)}${found[4]}`;
      rest = slice(rest, found.index + found[0].length);
    }
    return redacted + rest;
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

const secret = /(ice-pwd|fingerprint|crypto|identity|credential|password)\b/i;

/** Text that may quote a description or a configuration, as browsers' errors do, up to where a secret begins. */
export function withoutSecrets(message: string): string {
  const user = exec(/:[^\s/?#'"]*@/, message);
  const text = user ? `${slice(message, 0, user.index)} (redacted)` : message;
  const found = exec(secret, text);
  return found ? `${slice(text, 0, found.index) + found[1]} (redacted)` : text;
}

/**
 * The address of a page as far as it says which page it is. Beyond that stand tokens and keys, as a rule, and in
 * `data:` addresses the page itself.
 */
export function withoutSecretParts(url: string): string {
  const address = withoutUser(url);
  const rest = exec(/[?#]|^data:/, address);
  return rest ? slice(address, 0, rest.index + (rest.index === 0 ? rest[0].length : 0)) : address;
}

/** The address of a server without a user's name and password in it. */
export function withoutUser(url: string): string {
  const user = exec(/^([\w+.-]+:(?:\/\/)?)[^/?#]*@/, url);
  return user ? user[1] + slice(url, user[0].length) : url;
}
