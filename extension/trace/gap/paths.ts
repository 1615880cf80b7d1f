import type { TransportSample } from '../schema/sample.ts';
import { PathActivity } from './path-activity.ts';

/**
 * The paths of a connection. With BUNDLE there is one, whatever the browser calls its transport from one
 * restart to the next (Firefox gives a new name each time); without, each transport has its own.
 */
export class Paths {
  readonly #shared = new PathActivity();
  readonly #byTransport = new Map<string, PathActivity>();

  add(transports: TransportSample[]): void {
    // Nearly always there is one.
    if (transports.length === 1) return this.#shared.add(transports[0]!);
    const live = transports.filter(({ pairId }) => pairId !== undefined);
    if (live.length < 2) {
      // Firefox selects no pair while it checks: then at least nothing arrives.
      const shown = live[0] ?? transports[0];
      if (shown) this.#shared.add(shown);
      return;
    }
    for (const transport of live) {
      let path = this.#byTransport.get(transport.id);
      if (!path) {
        path = new PathActivity();
        this.#byTransport.set(transport.id, path);
      }
      path.add(transport);
    }
  }

  of(transport: string | undefined): PathActivity {
    return (transport !== undefined && this.#byTransport.get(transport)) || this.#shared;
  }
}
