import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import { openFile } from '../../reader/reader.ts';
import { PanelModel } from '../model/panel-model.ts';
import type { TraceSource } from '../source/source.ts';
import { seldom, type WorkOptions, type WorkProgress } from '../work/work.ts';

/** A trace on the desk. */
export interface OpenTrace {
  id: number;
  name: string;
  model: PanelModel;
}

/** A trace that is being read. */
export interface Reading extends Partial<WorkProgress> {
  name: string;
  /** How many more wait for their turn. */
  waiting: number;
}

/** A trace that is to be opened, from wherever it lies. */
export interface Closed {
  name: string;
  read(options: WorkOptions): Promise<TraceSource>;
}

/**
 * What lies open: the live trace of a tab, if there is one, and any number of others; one of them is shown. They are
 * read one after the other; one that is bad is told, and changes nothing of what is open.
 */
export class Desk {
  /** The trace of the inspected tab; `null` in a page that only opens files. */
  readonly live: PanelModel | null;
  readonly traces = signal<OpenTrace[]>([]);
  readonly reading = signal<Reading | null>(null);
  /** Traces that were refused, each with the reason. */
  readonly refused = signal<{ name: string; reason: string }[]>([]);
  readonly #shownId = signal<number | null>(null);
  readonly #openFile: typeof openFile;
  #queue: Closed[] = [];
  /** Until the queue is empty. */
  #working: Promise<void> | null = null;
  #abort = new AbortController();
  #nextId = 1;

  constructor(source: TraceSource | null, fileOpener = openFile) {
    this.live = source && new PanelModel(source);
    this.#openFile = fileOpener;
  }

  readonly shown: ReadonlySignal<OpenTrace | null> = computed(
    () => this.traces.value.find(({ id }) => id === this.#shownId.value) ?? null,
  );

  /** What the panel shows; `null` when nothing lies open. */
  readonly model: ReadonlySignal<PanelModel | null> = computed(() => this.shown.value?.model ?? this.live);

  /** All that lies open. */
  readonly models: ReadonlySignal<PanelModel[]> = computed(() => [
    ...(this.live ? [this.live] : []),
    ...this.traces.value.map(({ model }) => model),
  ]);

  /** Opens files and shows the last of them. */
  open(files: Iterable<File>): Promise<void> {
    const closed = (file: File): Closed => ({
      name: file.name,
      read: options => this.#openFile(file, options),
    });
    return this.openAll([...files].map(closed));
  }

  /** Opens traces and shows the last of them. Resolves when nothing waits any more. */
  async openAll(closed: Closed[]): Promise<void> {
    if (closed.length === 0) return;
    this.refused.value = [];
    this.#queue.push(...closed);
    this.#working ??= this.#openQueue();
    await this.#working;
  }

  async #openQueue(): Promise<void> {
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) await this.#openOne(next);
    this.reading.value = null;
    this.#working = null;
  }

  /** Lays a trace on the desk and shows it. */
  #add(name: string, source: TraceSource): void {
    const id = this.#nextId++;
    batch(() => {
      this.traces.value = [...this.traces.peek(), { id, name, model: new PanelModel(source) }];
      this.#shownId.value = id;
    });
  }

  /** `null`: the live trace. */
  show(id: number | null): void {
    this.#shownId.value = id;
  }

  close(id: number): void {
    const traces = this.traces.peek();
    const index = traces.findIndex(trace => trace.id === id);
    batch(() => {
      this.traces.value = traces.filter(trace => trace.id !== id);
      if (this.#shownId.peek() !== id) return;
      const neighbour = traces[index + 1] ?? traces[index - 1];
      this.#shownId.value = this.live ? null : (neighbour?.id ?? null);
    });
  }

  /** Gives up what is being read, and what waits for it. */
  cancel(): void {
    this.#queue = [];
    this.#abort.abort();
  }

  dismiss(): void {
    this.refused.value = [];
  }

  async #openOne({ name, read }: Closed): Promise<void> {
    const tell = (progress?: WorkProgress) => {
      this.reading.value = { name, waiting: this.#queue.length, ...progress };
    };
    tell();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    try {
      this.#add(name, await read({ signal, onProgress: seldom(tell) }));
    } catch (error) {
      if (signal.aborted) return;
      const reason = error instanceof Error ? error.message : String(error);
      this.refused.value = [...this.refused.peek(), { name, reason }];
    }
  }
}
