import { signal } from '@preact/signals';
import { endedSource, endedTrace } from '../devtools/source/ended-source.ts';
import type { TraceSource } from '../devtools/source/source.ts';
import { ask } from '../recordings/ask.ts';
import { onChange } from '../recordings/changes.ts';
import { nameOf } from '../recordings/name.ts';
import { recordedEvents } from '../recordings/recorded-trace.ts';
import type { Recording } from '../recordings/recording.ts';
import { Settings } from '../recordings/settings.ts';
import { RecordingStore, undoMs } from '../recordings/store.ts';

/** The list of kept traces, as it is on disk, and what can be done with it. */
export class KeptTracesModel {
  readonly recordings = signal<Recording[] | null>(null);
  /** What was deleted last, while it can be had back. */
  readonly deleted = signal<Recording[]>([]);
  readonly limit = signal<number | null>(null);
  readonly problem = signal<string | null>(null);
  /** The recording that is being read, and how much of it has been: 0 to 1. */
  readonly opening = signal<{ id: string; progress: number } | null>(null);
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
    this.opening.value = { id, progress: 0 };
    try {
      const { recording, events } = await recordedEvents(this.#store, id, progress => {
        if (this.opening.peek()?.id === id) this.opening.value = { id, progress };
      });
      // Another one was asked for meanwhile.
      if (this.opening.peek()?.id !== id) return;
      this.#show(nameOf(recording), endedSource(endedTrace(events, recording.missing)));
    } catch (error) {
      this.problem.value = (error as Error).message;
    }
    this.opening.value = null;
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
