import 'fake-indexeddb/auto';
import { expect, it, vi } from 'vitest';
import { openDatabase } from '../recordings/database.ts';
import { Settings } from '../recordings/settings.ts';
import { RecordingStore } from '../recordings/store.ts';
import { Frames } from './frames.ts';
import { Recorder } from './recorder.ts';
import { Router } from './router.ts';

const page = { url: 'https://a.test/', title: 'A', origin: 'https://a.test' };
const privateTab = 1;

vi.mock('webextension-polyfill', () => {
  const nothing = async () => ({});
  return {
    default: {
      tabs: {
        get: async (id: number) => ({ id, incognito: id === privateTab }),
        sendMessage: async () => page,
      },
      storage: { session: { get: nothing, set: nothing, remove: nothing } },
      action: {
        setBadgeText: nothing,
        setBadgeBackgroundColor: nothing,
        setBadgeTextColor: nothing,
        setTitle: nothing,
      },
    },
  };
});

it('writes nothing of a private window, neither by hand nor by the rule of a site', async () => {
  const database = openDatabase();
  const store = new RecordingStore(database);
  const settings = new Settings(database);
  const recorder = new Recorder(store, settings, new Router(new Frames()), () => {});
  await settings.setRecordsSite(page.origin, true);
  await expect(recorder.record(privateTab)).rejects.toThrow('Private windows are not recorded');
  await recorder.frameAnnounced(privateTab, true);
  expect(await store.list()).toEqual([]);
  await recorder.frameAnnounced(2, false);
  expect(await store.list()).toMatchObject([{ bySite: true, tabId: 2 }]);
});
