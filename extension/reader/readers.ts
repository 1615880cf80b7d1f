import type { ToReader } from './messages.ts';

/** Traces are opened one after the other to be compared; after so long the next one is another matter. */
const idleMs = 60_000;

/**
 * The worker that did something last, for whoever is next: the browser has compiled its code for speed by then. One
 * that nobody asks for a while ends.
 */
class Readers {
  #idle: Worker | null = null;
  #ending: ReturnType<typeof setTimeout> | undefined;

  take(): Worker {
    const worker =
      this.#idle ?? new Worker(new URL('./reader.worker.ts', import.meta.url), { type: 'module' });
    this.#idle = null;
    clearTimeout(this.#ending);
    return worker;
  }

  /** One that has done what it was asked for. */
  putBack(worker: Worker): void {
    this.#endIdle();
    this.#idle = worker;
    this.#ending = setTimeout(() => this.#endIdle(), idleMs);
  }

  #endIdle(): void {
    if (this.#idle) stop(this.#idle);
    this.#idle = null;
    clearTimeout(this.#ending);
  }
}

export const readers = new Readers();

/** Chromium's whole process may crash when a worker that reads is terminated: it ends by itself. */
export function stop(worker: Worker): void {
  worker.postMessage({ type: 'stop' } satisfies ToReader);
}
