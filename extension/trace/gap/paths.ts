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
    const live = transports.filter(({ pairId }) => pairId !== undefined);
    const [only] = live;
    // Firefox selects no pair while it checks: then at least nothing arrives.
    const shown = only ?? transports[0];
    if (shown && live.length < 2) this.#shared.add(shown);
    if (live.length < 2) return;
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
