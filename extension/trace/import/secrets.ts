/**
 * Takes out of a foreign session description what must not enter a trace: passwords and keys, wherever they stand in
 * a line. Fingerprints become labels that are equal where the fingerprints are, as in the recorder's own traces.
 */
export class Secrets {
  readonly #fingerprints: string[] = [];

  without(sdp: string): string {
    return sdp
      .replace(/^.*ice-pwd.*$/gim, 'a=ice-pwd:redacted')
      .replace(/^(?:.*(?:crypto:|identity:)|k=).*(?:\r\n|\r|\n|$)/gim, '')
      .replace(/^.*fingerprint:(.*)$/gim, (_, value: string) => `a=fingerprint:${this.#label(value.trim())}`);
  }

  #label(fingerprint: string): string {
    const index = this.#fingerprints.indexOf(fingerprint);
    return `fingerprint-${index < 0 ? this.#fingerprints.push(fingerprint) : index + 1}`;
  }
}

/** A message that may quote a description or a configuration, up to where a secret begins. */
export function withoutSecrets(message: string): string {
  return message
    .replace(/:[^\s/?#'"]*@[\s\S]*/, ' (redacted)')
    .replace(/(ice-pwd|fingerprint|crypto|identity|credential|password)\b[\s\S]*/i, '$1 (redacted)');
}

/** The address of a server without a user's name and password in it. */
export function withoutUser(url: string): string {
  return url.replace(/^([\w+.-]+:(?:\/\/)?)[^/?#]*@/, '$1');
}

/** The address of a page as far as it says which page it is. */
export function withoutSecretParts(url: string): string {
  return withoutUser(url).replace(/^(data:)[\s\S]*|[?#][\s\S]*/, '$1');
}
