/** How far a long piece of work has come. */
export interface WorkProgress {
  /** What is done now: `Writing`. */
  step: string;
  /** 0 to 1, of this step; without it nobody knows how much it will be. */
  share?: number;
}

export interface WorkOptions {
  /** Aborting it gives the work up: it rejects with the signal's reason. */
  signal?: AbortSignal;
  onProgress?(progress: WorkProgress): void;
}

/** Often enough for a bar to seem to move; each time takes the page some milliseconds, which the work needs. */
const showEveryMs = 150;

/** Hands progress on as often as it is worth showing, and each new step at once. */
export function seldom(show: (progress: WorkProgress) => void): (progress: WorkProgress) => void {
  let shown: string | null = null;
  let shownAt = 0;
  return progress => {
    const now = performance.now();
    if (progress.step === shown && now - shownAt < showEveryMs) return;
    shown = progress.step;
    shownAt = now;
    show(progress);
  };
}

/** Long enough to be worth it, short enough that a click is answered before anybody notices. */
const sliceMs = 24;

/** Work that would freeze the page if it were done at once: between slices the page has its turn. */
export class Work {
  readonly #signal: AbortSignal | undefined;
  readonly #onProgress: (progress: WorkProgress) => void;
  #until = performance.now() + sliceMs;

  constructor({ signal, onProgress = () => {} }: WorkOptions = {}) {
    this.#signal = signal;
    this.#onProgress = onProgress;
  }

  /** Does the task with each item, in order. `total`: how many there are. */
  async each<T>(step: string, items: Iterable<T>, task: (item: T) => void, total?: number): Promise<void> {
    let done = 0;
    for (const item of items) {
      task(item);
      done++;
      if (performance.now() < this.#until) continue;
      this.#onProgress(total === undefined ? { step } : { step, share: done / total });
      await this.#turn();
    }
  }

  /** Waits for what the browser does by itself; when it is given up, no longer. */
  async wait<T>(step: string, doing: Promise<T>): Promise<T> {
    const signal = this.#signal;
    signal?.throwIfAborted();
    this.#onProgress({ step });
    let stop = () => {};
    const givenUp = new Promise<never>((_, reject) => {
      stop = () => reject(signal?.reason);
      signal?.addEventListener('abort', stop);
    });
    return Promise.race([doing, givenUp]).finally(() => signal?.removeEventListener('abort', stop));
  }

  async #turn(): Promise<void> {
    await othersFirst();
    this.#signal?.throwIfAborted();
    this.#until = performance.now() + sliceMs;
  }
}

/** A message comes after what waits to be drawn and clicked; a timer would come once a second in a hidden page. */
export function othersFirst(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise(resolve => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
