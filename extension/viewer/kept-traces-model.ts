import { signal } from '@preact/signals';
import { endedSource, endedTrace } from '../devtools/source/ended-source.ts';
import type { TraceSource } from '../devtools/source/source.ts';
import { foldEvents } from '../devtools/work/fold-events.ts';
import { Work, type WorkProgress } from '../devtools/work/work.ts';
import { ask } from '../recordings/ask.ts';
import { onChange } from '../recordings/changes.ts';
import { nameOf } from '../recordings/name.ts';
import { recordedEvents } from '../recordings/recorded-trace.ts';
import type { Recording } from '../recordings/recording.ts';
import { Settings } from '../recordings/settings.ts';
import { RecordingStore, undoMs } from '../recordings/store.ts';
import { inOrder } from '../trace/file/build.ts';

export interface Opening extends WorkProgress {
  abort: AbortController;
}

/** The list of kept traces, as it is on disk, and what can be done with it. */
export class KeptTracesModel {
  readonly recordings = signal<Recording[] | null>(null);
  /** What was deleted last, while it can be had back. */
  readonly deleted = signal<Recording[]>([]);
  readonly limit = signal<number | null>(null);
  readonly problem = signal<string | null>(null);
  /** The recordings that are being opened, by their ids. */
  readonly opening = signal<ReadonlyMap<string, Opening>>(new Map());
  readonly #show: (name: string, source: TraceSource) => void;
  readonly #store = new RecordingStore();
  readonly #settings = new Settings();

  /** `show` is handed what a person opens. */
  constructor(show: (name: string, source: TraceSource) => void) {
    this.#show = show;
    onChange(() => void this.refresh());
  }

  async refresh(): Promise<void> {
    try {
      this.recordings.value = await this.#store.list();
      this.deleted.value = (await this.#store.deleted()).filter(
        ({ deletedAt }) => Date.now() - deletedAt! < undoMs,
      );
      this.limit.value = await this.#settings.limitBytes();
    } catch (error) {
      this.problem.value = `The kept traces cannot be read: ${(error as Error).message}`;
    }
  }

  async open(id: string): Promise<void> {
    if (this.opening.peek().has(id)) return;
    const abort = new AbortController();
    const { signal } = abort;
    const onProgress = (progress: WorkProgress) => this.#opening(id, { abort, ...progress });
    onProgress({ step: 'Reading', share: 0 });
    try {
      const { recording, events } = await recordedEvents(this.#store, id, { signal, onProgress });
      const ordered = inOrder(events);
      const view = await foldEvents(ordered, new Work({ signal, onProgress }));
      this.#show(nameOf(recording), endedSource(endedTrace(ordered, recording.missing, view)));
    } catch (error) {
      if (!signal.aborted) this.problem.value = (error as Error).message;
    }
    this.#opening(id, null);
  }

  /** Gives up opening it. */
  cancel(id: string): void {
    this.opening.peek().get(id)?.abort.abort();
  }

  #opening(id: string, opening: Opening | null): void {
    const all = new Map(this.opening.peek());
    if (opening) all.set(id, opening);
    else all.delete(id);
    this.opening.value = all;
  }

  async delete(id: string): Promise<void> {
    this.problem.value = await ask({ type: 'delete', recordingIds: [id] });
    await this.refresh();
    // Nobody has to look for it to be gone for good.
    setTimeout(() => void this.#store.purge().then(() => this.refresh()), undoMs + 1_000);
  }

  async undo(): Promise<void> {
    const recordingIds = this.deleted.peek().map(({ id }) => id);
    this.problem.value = await ask({ type: 'restore', recordingIds });
    await this.refresh();
  }

  async stop(id: string): Promise<void> {
    this.problem.value = await ask({ type: 'stop', recordingId: id });
    await this.refresh();
  }

  async setLimit(bytes: number): Promise<void> {
    await this.#settings.setLimitBytes(bytes);
    await this.refresh();
  }
}
