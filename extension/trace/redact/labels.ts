/** Stable labels: the first of a kind is `host-1`, the same thing always has the same. */
export class Labels {
  readonly #byKey = new Map<string, string>();
  readonly #counts = new Map<string, number>();

  of(kind: string, key: string): string {
    const full = `${kind} ${key}`;
    let label = this.#byKey.get(full);
    if (label === undefined) {
      const count = (this.#counts.get(kind) ?? 0) + 1;
      this.#counts.set(kind, count);
      label = `${kind}-${count}`;
      this.#byKey.set(full, label);
    }
    return label;
  }
}
