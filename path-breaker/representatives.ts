import { type Arrival, type Endpoint, Representative } from './representative.ts';

/** All representatives of one call, found by whom and which real address they stand for. */
export class Representatives {
  readonly #bindAddress: string;
  readonly #onArrival: (arrival: Arrival) => void;
  readonly #current = new Map<string, Representative>();
  readonly #opening = new Map<string, Promise<Representative>>();
  /** The current ones, and those whose address was signalled anew after a cut: these keep their ports. */
  readonly #all: Representative[] = [];
  #closed = false;

  constructor(bindAddress: string, onArrival: (arrival: Arrival) => void) {
    this.#bindAddress = bindAddress;
    this.#onArrival = onArrival;
  }

  get all(): readonly Representative[] {
    return this.#all;
  }

  find(owner: string, real: Endpoint): Representative | undefined {
    return this.#current.get(keyOf(owner, real));
  }

  /** The representative of an address that traffic came from: the current one, or else a new one. */
  ofSource(owner: string, real: Endpoint): Promise<Representative> {
    const known = this.find(owner, real);
    return known ? Promise.resolve(known) : this.#open(owner, real);
  }

  /**
   * The representative of an address that its owner signals. An address signalled again after a cut of what
   * existed (a server that serves all calls from one port) begins a new path, and so gets a new one.
   */
  ofSignalled(owner: string, real: Endpoint): Promise<Representative> {
    const known = this.find(owner, real);
    return known && known.cutFlows.size === 0 ? Promise.resolve(known) : this.#open(owner, real);
  }

  async rebind(owner: string): Promise<void> {
    const owned = [...this.#current.values()].filter(each => each.owner === owner);
    await Promise.all(owned.map(each => each.rebind()));
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled(this.#opening.values());
    for (const each of this.#all.splice(0)) each.close();
    this.#current.clear();
  }

  #open(owner: string, real: Endpoint): Promise<Representative> {
    if (this.#closed) return Promise.reject(new Error('the path breaker is closed'));
    const key = keyOf(owner, real);
    let opening = this.#opening.get(key);
    if (!opening) {
      opening = this.#bind(key, owner, real).finally(() => this.#opening.delete(key));
      this.#opening.set(key, opening);
    }
    return opening;
  }

  async #bind(key: string, owner: string, real: Endpoint): Promise<Representative> {
    const opened = await Representative.open(owner, real, this.#bindAddress, this.#onArrival);
    this.#all.push(opened);
    this.#current.set(key, opened);
    return opened;
  }
}

function keyOf(owner: string, { address, port }: Endpoint): string {
  return `${owner} ${address}:${port}`;
}
