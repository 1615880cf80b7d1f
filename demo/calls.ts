import { randomUUID } from 'node:crypto';
import { PathBreaker } from '../path-breaker/index.ts';

/** The demo's calls, each with a path breaker of its own between its two peers, alice and bob. */
export class Calls {
  readonly #breakers = new Map<string, PathBreaker>();
  readonly #bindAddress: string | undefined;

  constructor(bindAddress?: string) {
    this.#bindAddress = bindAddress;
  }

  begin(): string {
    const id = randomUUID();
    this.#breakers.set(id, new PathBreaker({ peers: ['alice', 'bob'], bindAddress: this.#bindAddress }));
    return id;
  }

  get(id: string): PathBreaker | undefined {
    return this.#breakers.get(id);
  }

  /** The path breaker of the call that began last. */
  newest(): PathBreaker | undefined {
    return [...this.#breakers.values()].at(-1);
  }

  async end(id: string): Promise<void> {
    const breaker = this.#breakers.get(id);
    this.#breakers.delete(id);
    await breaker?.close();
  }

  async closeAll(): Promise<void> {
    await Promise.all([...this.#breakers.keys()].map(id => this.end(id)));
  }
}
