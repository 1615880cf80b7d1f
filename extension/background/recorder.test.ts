import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, it, vi } from 'vitest';
import { type Database, openDatabase } from '../recordings/database.ts';
import { newRecording } from '../recordings/recording.ts';
import { Settings } from '../recordings/settings.ts';
import { RecordingStore } from '../recordings/store.ts';
import { Frames } from './frames.ts';
import { Recorder } from './recorder.ts';
import { Router } from './router.ts';

const page = { url: 'https://a.test/', title: 'A', origin: 'https://a.test' };
const privateTab = 1;

vi.mock('webextension-polyfill', () => {
  const nothing = async () => ({});
  const session = {};
  const setSession = async (items: object) => void Object.assign(session, items);
  return {
    default: {
      tabs: {
        get: async (id: number) => ({ id, incognito: id === privateTab }),
        sendMessage: async () => page,
      },
      storage: { session: { get: async () => session, set: setSession, remove: nothing } },
      action: {
        setBadgeText: nothing,
        setBadgeBackgroundColor: nothing,
        setBadgeTextColor: nothing,
        setTitle: nothing,
      },
    },
  };
});

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

function startRecorder(database: Promise<Database>): { recorder: Recorder; store: RecordingStore } {
  const store = new RecordingStore(database);
  const recorder = new Recorder(store, new Settings(database), new Router(new Frames()), () => {});
  return { recorder, store };
}

/** The database of a worker that is killed once it has written so often. */
async function killedAfter(writes: number): Promise<Database> {
  let left = writes;
  return new Proxy(await openDatabase(), {
    get(database, name) {
      const value = Reflect.get(database, name);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        if (name === 'transaction' && args[1] === 'readwrite' && left-- <= 0) throw new Error('killed');
        return Reflect.apply(value, database, args);
      };
    },
  });
}

it('writes nothing of a private window, neither by hand nor by the rule of a site', async () => {
  const database = openDatabase();
  const { recorder, store } = startRecorder(database);
  await new Settings(database).setRecordsSite(page.origin, true);
  await expect(recorder.record(privateTab)).rejects.toThrow('Private windows are not recorded');
  await recorder.frameAnnounced(privateTab, true);
  expect(await store.list()).toEqual([]);
  await recorder.frameAnnounced(2, false);
  expect(await store.list()).toMatchObject([{ bySite: true, tabId: 2 }]);
});

it.each([0, 1, 2])('marks once that the browser was restarted, killed after write %i', async writes => {
  await new RecordingStore().create({ ...newRecording('waiting', 2, page, false), tabId: null });
  const killed = startRecorder(killedAfter(writes));
  await killed.recorder.frameAnnounced(2, false).catch(() => {});
  const { recorder, store } = startRecorder(openDatabase());
  await recorder.frameAnnounced(2, false);
  const marks = await recorder.marksOf(2);
  expect(marks).toMatchObject([{ by: 'icescope', text: expect.stringContaining('restarted') }]);
  expect(await store.list()).toMatchObject([{ id: 'waiting', tabId: 2, endedAt: null }]);
});
