import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { RecordedBatch, RecordedFrame, Recording } from './recording.ts';

interface Schema extends DBSchema {
  recordings: { key: string; value: Recording };
  /** By recording and frame. */
  frames: { key: [string, string]; value: RecordedFrame };
  /** By recording, frame and first sequence number. */
  batches: { key: [string, string, number]; value: RecordedBatch };
  /** Not in the extension's `storage`, which scripts in pages can write. */
  settings: { key: string; value: unknown };
}

export type Database = IDBPDatabase<Schema>;

export function openDatabase(): Promise<Database> {
  return openDB<Schema>('recordings', 1, {
    upgrade(database) {
      database.createObjectStore('recordings', { keyPath: 'id' });
      database.createObjectStore('frames', { keyPath: ['recordingId', 'frameId'] });
      database.createObjectStore('settings');
      database.createObjectStore('batches', { keyPath: ['recordingId', 'frameId', 'first'] });
    },
    // A newer version of the extension wants to change it: whoever holds it open makes way.
    blocking: (_, __, event) => (event.target as IDBDatabase).close(),
  });
}

/** Everything of one recording in a store whose keys begin with its name. */
export function within(recordingId: string, frameId?: string): IDBKeyRange {
  const start = frameId === undefined ? [recordingId] : [recordingId, frameId];
  return IDBKeyRange.bound(start, [...start, []]);
}
