import type { TraceEvent } from '../trace/schema/events.ts';
import type { Batch } from '../wire/messages.ts';
import { advance, newFrame, total } from './advance.ts';
import { announceChange } from './changes.ts';
import { type Database, openDatabase, within } from './database.ts';
import type { RecordedBatch, RecordedFrame, Recording } from './recording.ts';
import { limitKey, readLimit } from './settings.ts';

/** What a frame's events came to, as counted by whoever folds them. */
export interface FrameCount {
  restarts: number;
  failed: number;
}

export interface Remark {
  text: string;
  by: 'person' | 'icescope';
  /** When; by default, now. */
  t?: number;
}

interface Marked {
  mark: TraceEvent;
  recording: Recording;
}

const batchesAtOnce = 64;
const gone = 'There is no such recording: it was deleted.';
/** All kept traces together would exceed the limit that the user set. */
export class LimitReached extends Error {
  override name = 'LimitReached';
}

/** How long a deleted recording can be had back. */
export const undoMs = 60_000;

/**
 * The recordings on disk. A batch, how far its frame has come and the recording's totals change in one
 * transaction: what was acknowledged is there, and there once, whenever its writer dies.
 */
export class RecordingStore {
  readonly #database: Promise<Database>;

  constructor(database: Promise<Database> = openDatabase()) {
    this.#database = database;
  }

  async create(recording: Recording): Promise<void> {
    const transaction = (await this.#database).transaction(['recordings', 'settings'], 'readwrite');
    await Promise.all([
      transaction.objectStore('recordings').add(recording),
      transaction.objectStore('settings').put(true, activeKey(recording.id)),
      transaction.done,
    ]);
    announceChange();
  }

  async get(id: string): Promise<Recording | undefined> {
    return (await this.#all()).find(recording => recording.id === id);
  }

  /** All that were not deleted, the newest first. */
  async list(): Promise<Recording[]> {
    return (await this.#all()).filter(({ deletedAt }) => deletedAt === null);
  }

  /** Those that can still be had back, the newest first. */
  async deleted(): Promise<Recording[]> {
    return (await this.#all()).filter(({ deletedAt }) => deletedAt !== null);
  }

  async #all(): Promise<Recording[]> {
    const transaction = (await this.#database).transaction(['recordings', 'settings']);
    const [all, keys] = await Promise.all([
      transaction.objectStore('recordings').getAll(),
      transaction.objectStore('settings').getAllKeys(IDBKeyRange.bound(activeKey(''), activeKey('\uffff'))),
    ]);
    const active = new Set(keys);
    return all
      .map(each => (active.has(activeKey(each.id)) ? each : endedForLackOfRoom(each)))
      .sort((a, b) => b.startedAt - a.startedAt);
  }

  /** Those that are not over. */
  async active(): Promise<Recording[]> {
    return (await this.list()).filter(({ endedAt }) => endedAt === null);
  }

  /** @throws Error when there is no such recording. */
  async change(id: string, change: Partial<Recording>): Promise<Recording> {
    const transaction = (await this.#database).transaction('recordings', 'readwrite');
    const recording = await transaction.store.get(id);
    if (!recording) throw new Error(gone);
    const changed = { ...recording, ...change };
    await transaction.store.put(changed);
    await transaction.done;
    announceChange();
    return changed;
  }

  /** Ends a recording on a disk that has no room even for the word that it has ended: removing always works. */
  async endForLackOfRoom(id: string): Promise<Recording | undefined> {
    await (await this.#database).delete('settings', activeKey(id));
    announceChange();
    return this.get(id);
  }

  /** How far each frame of a recording has come. */
  async frames(id: string): Promise<RecordedFrame[]> {
    return (await this.#database).getAll('frames', within(id));
  }

  /**
   * Keeps a batch. Events that are already there are left out, so a batch may come twice.
   * @throws LimitReached, or DOMException when the browser has no room; then nothing has changed.
   */
  append(id: string, batch: Batch, count: FrameCount): Promise<Recording> {
    return this.#write(id, batch.frameId, () => batch, count);
  }

  /**
   * Adds a remark, and with it what it tells of changes: both or neither. The recording numbers its marks as a frame
   * does its events, under its own name.
   */
  async mark(
    id: string,
    { text, by, t = Date.now() }: Remark,
    change: Partial<Recording> = {},
  ): Promise<Marked> {
    let mark: TraceEvent | undefined;
    const batchAfter = ({ reached }: RecordedFrame): Batch => {
      const seq = reached + 1;
      mark = { seq, t, frameId: id, connectionId: null, type: 'mark', text, by };
      return { type: 'batch', frameId: id, events: [mark], reached: seq, newest: seq, dropped: 0 };
    };
    const recording = await this.#write(id, id, batchAfter, undefined, change);
    return { mark: mark!, recording };
  }

  async #write(
    id: string,
    frameId: string,
    batchAfter: (frame: RecordedFrame) => Batch,
    count: FrameCount = { restarts: 0, failed: 0 },
    change: Partial<Recording> = {},
  ): Promise<Recording> {
    const stores = ['recordings', 'frames', 'batches', 'settings'] as const;
    const transaction = (await this.#database).transaction(stores, 'readwrite');
    const recordings = transaction.objectStore('recordings');
    const frames = transaction.objectStore('frames');
    const [all, known, limit] = await Promise.all([
      recordings.getAll(),
      frames.get([id, frameId]),
      transaction.objectStore('settings').get(limitKey),
    ]);
    const recording = all.find(each => each.id === id);
    if (!recording) throw new Error(gone);
    const frame = known ?? newFrame(id, frameId);
    const { next, fresh } = advance(frame, batchAfter(frame), count);
    const json = fresh.length > 0 ? JSON.stringify(fresh) : '';
    if (json.length + bytesOf(all) > readLimit(limit)) throw new LimitReached();
    const changed = { ...total(recording, frame, next, fresh.length, json.length), ...change };
    const writes: Promise<unknown>[] = [frames.put(next), recordings.put(changed)];
    if (json !== '') {
      const [{ seq: first, t: from }] = fresh as [TraceEvent];
      const to = Math.max(...fresh.map(({ t }) => t));
      const row: RecordedBatch = { recordingId: id, frameId, first, from, to, json };
      writes.push(transaction.objectStore('batches').add(row));
    }
    await Promise.all([...writes, transaction.done]);
    announceChange();
    return changed;
  }

  /** The events of a recording, or of one of its frames, a batch at a time and so bounded in memory. */
  async *events(id: string, frameId?: string): AsyncGenerator<TraceEvent[]> {
    for await (const { json } of this.batches(id, frameId)) yield JSON.parse(json) as TraceEvent[];
  }

  /** The same as they were kept. */
  async *batches(id: string, frameId?: string): AsyncGenerator<RecordedBatch> {
    const database = await this.#database;
    let range: IDBKeyRange | null = within(id, frameId);
    // The first alone: many frames may be asked for what they began with.
    for (let atOnce = 1; range; atOnce = batchesAtOnce) {
      const rows: RecordedBatch[] = await database.getAll('batches', range, atOnce);
      yield* rows;
      const last = rows.at(-1);
      const more = last && rows.length === atOnce;
      range = more ? IDBKeyRange.bound([id, last.frameId, last.first], range.upper, true) : null;
    }
  }

  /** Takes recordings out of the list; for a minute they can be had back, unless the disk has no room for that. */
  async delete(ids: string[]): Promise<void> {
    for (const id of ids) {
      await this.change(id, { deletedAt: Date.now() }).catch(() => this.#remove([id]));
    }
  }

  async restore(ids: string[]): Promise<void> {
    for (const id of ids) await this.change(id, { deletedAt: null });
  }

  /** Removes from the disk what was deleted before `before`. */
  async purge(before = Date.now() - undoMs): Promise<void> {
    const gone = (await this.deleted()).filter(({ deletedAt }) => deletedAt! <= before);
    if (gone.length > 0) await this.#remove(gone.map(({ id }) => id));
  }

  async #remove(ids: string[]): Promise<void> {
    const stores = ['recordings', 'frames', 'batches', 'settings'] as const;
    const transaction = (await this.#database).transaction(stores, 'readwrite');
    for (const id of ids) {
      void transaction.objectStore('recordings').delete(id);
      void transaction.objectStore('settings').delete(activeKey(id));
      void transaction.objectStore('frames').delete(within(id));
      void transaction.objectStore('batches').delete(within(id));
    }
    await transaction.done;
    announceChange();
  }
}

/** Beside each recording stands that it goes on, or was ended properly. */
function activeKey(id: string): string {
  return `active/${id}`;
}

function endedForLackOfRoom(recording: Recording): Recording {
  if (recording.endedAt !== null) return recording;
  return { ...recording, tabId: null, endedAt: recording.writtenAt, end: 'disk-full' };
}

/** Of what was not deleted. */
export function bytesOf(recordings: Recording[]): number {
  return recordings.reduce((sum, { bytes, deletedAt }) => (deletedAt === null ? sum + bytes : sum), 0);
}
