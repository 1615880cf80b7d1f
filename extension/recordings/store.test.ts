import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, it } from 'vitest';
import type { TraceEvent } from '../trace/schema/events.ts';
import type { Batch } from '../wire/messages.ts';
import { openDatabase } from './database.ts';
import { newRecording } from './recording.ts';
import { Settings } from './settings.ts';
import { LimitReached, RecordingStore } from './store.ts';

const page = { url: 'https://a.test/', title: 'A', origin: 'https://a.test' };
const none = { restarts: 0, failed: 0 };
let store: RecordingStore;
let settings: Settings;

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  const database = openDatabase();
  store = new RecordingStore(database);
  settings = new Settings(database);
  await store.create(newRecording('r', 1, page, false));
});

function batch(frameId: string, seqs: number[], dropped = 0, name = 'new'): Batch {
  const events: TraceEvent[] = seqs.map(seq => ({
    seq,
    t: 1000 + seq,
    frameId,
    connectionId: `${frameId}.1`,
    type: 'state',
    name: 'ice',
    state: name,
  }));
  const reached = seqs.at(-1) ?? -1;
  return { type: 'batch', frameId, events, reached, newest: reached, dropped };
}

async function seqs(frameId?: string): Promise<number[]> {
  const all: number[] = [];
  for await (const events of store.events('r', frameId)) all.push(...events.map(({ seq }) => seq));
  return all;
}

it('keeps each event once, however often a batch comes', async () => {
  await store.append('r', batch('a', [0, 1]), none);
  await store.append('r', batch('a', [0, 1]), none);
  await store.append('r', batch('a', [1, 2]), none);
  await store.append('r', batch('b', [0]), none);
  expect(await seqs('a')).toEqual([0, 1, 2]);
  expect(await store.get('r')).toMatchObject({ events: 4, missing: 0 });
  expect(await store.frames('r')).toMatchObject([{ reached: 2 }, { reached: 0 }]);
});

it('reads any number of batches, in the order of their frames', async () => {
  for (let seq = 0; seq < 200; seq++) await store.append('r', batch('a', [seq]), none);
  await store.append('r', batch('b', [0, 1]), none);
  expect(await seqs()).toEqual([...Array(200).keys(), 0, 1]);
});

it('counts what frames let go of, and their restarts, once', async () => {
  await store.append('r', batch('a', [3, 4], 3), { restarts: 1, failed: 0 });
  await store.append('r', batch('b', [0]), { restarts: 2, failed: 1 });
  await store.append('r', batch('a', [5], 3), { restarts: 2, failed: 0 });
  expect(await store.get('r')).toMatchObject({ missing: 3, restarts: 4, failed: 1 });
});

it('numbers marks by themselves', async () => {
  await store.append('r', batch('a', [0]), none);
  const marks = await Promise.all(['one', 'two'].map(text => store.mark('r', { text, by: 'person', t: 5 })));
  expect(marks.map(({ mark }) => mark.seq)).toEqual([0, 1]);
  expect(await seqs('r')).toEqual([0, 1]);
});

it('refuses what exceeds the limit, and has changed nothing then', async () => {
  await settings.setLimitBytes(10_000_000);
  const large = 'x'.repeat(6_000_000);
  await store.append('r', batch('a', [0], 0, large), none);
  const before = await store.get('r');
  await expect(store.append('r', batch('a', [1], 0, large), none)).rejects.toThrow(LimitReached);
  expect(await store.get('r')).toEqual(before);
  expect(await seqs()).toEqual([0]);
  await store.append('r', batch('a', [1]), none);
  expect(await seqs()).toEqual([0, 1]);
});

it('deletes at once for the list, and for good when nobody wants it back', async () => {
  await store.append('r', batch('a', [0]), none);
  await store.delete(['r']);
  expect(await store.list()).toEqual([]);
  await store.restore(['r']);
  expect(await store.list()).toHaveLength(1);
  await store.delete(['r']);
  await store.purge();
  expect(await store.deleted()).toHaveLength(1);
  await store.purge(Date.now());
  expect(await store.deleted()).toEqual([]);
  expect(await seqs()).toEqual([]);
  expect(await store.frames('r')).toEqual([]);
});

it('keeps a limit that makes sense, whatever was stored', async () => {
  expect(await settings.limitBytes()).toBe(1_000_000_000);
  await settings.setLimitBytes(5);
  expect(await settings.limitBytes()).toBe(10_000_000);
});

it('remembers which sites are always recorded', async () => {
  await settings.setRecordsSite('https://a.test', true);
  expect(await settings.recordsSite('https://a.test')).toBe(true);
  expect(await settings.recordsSite('https://b.test')).toBe(false);
  await settings.setRecordsSite('https://a.test', false);
  expect(await settings.recordsSite('https://a.test')).toBe(false);
});

it('knows of a recording that it ended, though there was no room to write so', async () => {
  await store.append('r', batch('a', [0]), none);
  await store.endForLackOfRoom('r');
  expect(await store.active()).toEqual([]);
  expect(await store.get('r')).toMatchObject({ end: 'disk-full', tabId: null, events: 1 });
  expect((await store.get('r'))!.endedAt).toBeGreaterThan(0);
  expect(await seqs()).toEqual([0]);
});
