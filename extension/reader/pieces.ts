type Piece = Uint8Array<ArrayBuffer>;

/** So many are asked for before they are needed: their reader never waits, and they take little memory. */
const ahead = 8;

/** The pieces of a file that another thread reads: `ask` asks it for one more, and it gives them in order. */
export class AskedPieces {
  readonly #ask: () => void;
  readonly #given: (Piece | null)[] = [];
  #awaited: (() => void) | null = null;

  constructor(ask: () => void) {
    this.#ask = ask;
  }

  /** The next piece has come; `null` when there are no more. */
  give(piece: Piece | null): void {
    this.#given.push(piece);
    this.#awaited?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Piece> {
    for (let i = 0; i < ahead; i++) this.#ask();
    for (;;) {
      while (this.#given.length === 0) await new Promise<void>(resolve => (this.#awaited = resolve));
      const piece = this.#given.shift();
      if (!piece) return;
      yield piece;
      this.#ask();
    }
  }
}
