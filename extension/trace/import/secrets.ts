/**
 * Takes out of a foreign session description what must not enter a trace: passwords and keys. Fingerprints become
 * labels that are equal where the fingerprints are, as in the recorder's own traces.
 */
export class Secrets {
  readonly #fingerprints: string[] = [];

  without(sdp: string): string {
    return sdp
      .replace(/^a=ice-pwd:.*$/gm, 'a=ice-pwd:redacted\r')
      .replace(/^(?:a=crypto:|a=identity:|k=).*\r?\n?/gm, '')
      .replace(
        /^a=fingerprint:(.*)$/gm,
        (_, value: string) => `a=fingerprint:${this.#label(value.trim())}\r`,
      );
  }

  #label(fingerprint: string): string {
    const index = this.#fingerprints.indexOf(fingerprint);
    return `fingerprint-${index < 0 ? this.#fingerprints.push(fingerprint) : index + 1}`;
  }
}
