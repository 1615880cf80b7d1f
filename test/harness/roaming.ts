import { cable, Namespace } from './namespaces.ts';

/** What is between the peers: three networks of the range that is set apart for tests (RFC 2544). */
const subnets = { home: '198.18.1', mobile: '198.18.2', far: '198.18.3' };

type Access = 'home' | 'mobile';

/**
 * A peer that roams, Alice, one that does not, Bob, and a router between them. Alice begins at home.
 *
 *     alice ──home────▶ router ◀──far── bob
 *           ──mobile──▶
 */
export class Roaming {
  readonly alice = new Namespace('alice');
  readonly bob = new Namespace('bob');
  readonly #router = new Namespace('router');
  #last: Access = 'home';

  constructor() {
    this.#router.route();
    cable(this.alice, this.#router, 'home', subnets.home);
    cable(this.alice, this.#router, 'mobile', subnets.mobile);
    cable(this.bob, this.#router, 'far', subnets.far);
    this.bob.up('far', subnets.far);
    this.alice.up('home', subnets.home);
  }

  /** Alice's address, or her last one. */
  get address(): string {
    return `${subnets[this.#last]}.2`;
  }

  /** Alice is without a network. */
  leave(): void {
    this.alice.down(this.#last);
  }

  /** Alice is in the other network. */
  arrive(): void {
    this.#last = this.#last === 'home' ? 'mobile' : 'home';
    this.alice.up(this.#last, subnets[this.#last]);
  }

  close(): void {
    for (const namespace of [this.alice, this.bob, this.#router]) namespace.close();
  }
}
