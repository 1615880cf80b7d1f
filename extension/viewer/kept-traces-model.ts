import { signal } from '@preact/signals';
import type { Desk } from '../devtools/desk/desk.ts';
import { openRecording } from '../reader/reader.ts';
import { ask } from '../recordings/ask.ts';
import { onChange } from '../recordings/changes.ts';
import { nameOf } from '../recordings/name.ts';
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
  /** The recordings that are being opened, by their ids. */
  readonly #opening = new Set<string>();
  readonly #desk: Desk;
  readonly #store = new RecordingStore();
  readonly #settings = new Settings();

  /** What a person opens is laid on the desk. */
  constructor(desk: Desk) {
    this.#desk = desk;
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
    if (this.#opening.has(id)) return;
    this.#opening.add(id);
    const recording = this.recordings.peek()?.find(each => each.id === id);
    const name = recording ? nameOf(recording) : 'This recording';
    await this.#desk.openAll([{ name, read: options => openRecording(id, options) }]);
    this.#opening.delete(id);
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
