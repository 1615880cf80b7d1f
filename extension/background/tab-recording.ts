import type { Recording, RecordingEnd } from '../recordings/recording.ts';
import { LimitReached, type RecordingStore } from '../recordings/store.ts';
import { Tally } from '../recordings/tally.ts';
import type { Batch } from '../wire/messages.ts';
import type { Watcher } from './router.ts';

export interface RecordingListener {
  /** It counts other restarts than before. */
  changed(recording: Recording): void;
  /** Nothing more can be kept. */
  failed(recording: Recording, end: RecordingEnd): void;
  /** A frame was gone before it had sent everything. */
  cutOff(recording: Recording, lastEvent: number | null): void;
}

/** Keeps what the frames of one tab tell. A frame sends its next batch when the last one is on disk. */
export class TabRecording implements Watcher {
  readonly tabId: number;
  readonly keeps = true;
  readonly #store: RecordingStore;
  readonly #listener: RecordingListener;
  /** How far the events of each frame are on disk, or on their way to it. */
  readonly #reached = new Map<string, number>();
  readonly #tallies = new Map<string, Tally>();
  readonly #newest = new Map<string, number>();
  #recording: Recording;
  #writing: Promise<void> = Promise.resolve();
  /** Takes nothing more. */
  #over = false;
  /** What could not be written must not be followed by what comes after it. */
  #failed = false;

  private constructor(
    tabId: number,
    recording: Recording,
    store: RecordingStore,
    listener: RecordingListener,
  ) {
    this.tabId = tabId;
    this.#recording = recording;
    this.#store = store;
    this.#listener = listener;
  }

  /** Goes on from what is on disk, if anything is. */
  static async open(
    tabId: number,
    recording: Recording,
    store: RecordingStore,
    listener: RecordingListener,
  ): Promise<TabRecording> {
    const opened = new TabRecording(tabId, recording, store, listener);
    for (const { frameId, reached } of await store.frames(recording.id))
      opened.#reached.set(frameId, reached);
    return opened;
  }

  get recording(): Recording {
    return this.#recording;
  }

  have(frameId: string): number {
    return this.#reached.get(frameId) ?? -1;
  }

  batch(batch: Batch): Promise<void> {
    const { frameId, reached, events } = batch;
    if (!this.#over && (events.length > 0 || reached > this.have(frameId))) {
      this.#reached.set(frameId, Math.max(reached, this.have(frameId)));
      this.#writing = this.#writing.then(() => this.#keep(batch));
    }
    return this.#writing;
  }

  /** Resolves when everything that came is on disk; takes nothing more. */
  close(): Promise<void> {
    this.#over = true;
    return this.#writing;
  }

  cleared(): void {}
  frames(): void {}

  left(frameId: string, complete: boolean): void {
    if (!complete) this.#listener.cutOff(this.#recording, this.#newest.get(frameId) ?? null);
    // Should it come back, it is counted on from what is on disk.
    this.#writing = this.#writing.then(() => void this.#tallies.delete(frameId));
  }

  async #keep(batch: Batch): Promise<void> {
    if (this.#failed) return;
    try {
      const tally = await this.#tally(batch.frameId);
      tally.apply(batch.events);
      const { restarts, failed } = this.#recording;
      this.#recording = await this.#store.append(this.#recording.id, batch, tally.count);
      const last = batch.events.at(-1);
      if (last) this.#newest.set(batch.frameId, last.t);
      const { recording } = this;
      if (recording.restarts !== restarts || recording.failed !== failed) this.#listener.changed(recording);
    } catch (error) {
      this.#failed = true;
      this.#over = true;
      this.#listener.failed(this.#recording, reasonOf(error));
    }
  }

  /** Counts on from what a worker that was killed has kept. */
  async #tally(frameId: string): Promise<Tally> {
    const known = this.#tallies.get(frameId);
    if (known) return known;
    const tally = new Tally();
    for await (const events of this.#store.events(this.#recording.id, frameId)) tally.apply(events);
    this.#tallies.set(frameId, tally);
    return tally;
  }
}

function reasonOf(error: unknown): RecordingEnd {
  if (error instanceof LimitReached) return 'limit';
  return (error as Error).name === 'QuotaExceededError' ? 'disk-full' : 'unwritable';
}
