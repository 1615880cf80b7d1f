import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, it } from 'vitest';
import { inOrder } from '../trace/file/build.ts';
import { foldingSink } from '../trace/file/folding-sink.ts';
import { type EventChunk, PackedEvents } from '../trace/file/packed-events.ts';
import type { TraceEvent } from '../trace/schema/events.ts';
import { type Database, openDatabase } from './database.ts';
import { readKept } from './read-kept.ts';
import { newRecording } from './recording.ts';
import { RecordingStore } from './store.ts';

const none = { restarts: 0, failed: 0 };
let database: Database;
let store: RecordingStore;

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  database = await openDatabase();
  store = new RecordingStore(Promise.resolve(database));
  const page = { url: 'https://a.test/call', title: 'A', origin: 'https://a.test' };
  await store.create({ ...newRecording('r', 1, page, false), missing: 7 });
});

/** What a frame tells at these times. */
function told(frameId: string, times: number[], from = 0): TraceEvent[] {
  return times.map((t, i) => ({
    seq: from + i,
    t,
    frameId,
    connectionId: `${frameId}.1`,
    type: 'state',
    name: 'ice',
    state: '{"[,é',
  }));
}

async function keep(events: TraceEvent[]): Promise<TraceEvent[]> {
  const { frameId, seq } = events.at(-1)!;
  const batch = { type: 'batch', frameId, events, reached: seq, newest: seq, dropped: 0 } as const;
  await store.append('r', batch, none);
  return events;
}

async function read() {
  const chunks: EventChunk[] = [];
  const shares: number[] = [];
  const sink = foldingSink(chunk => chunks.push(chunk));
  const about = await readKept(sink, store, 'r', share => shares.push(share));
  return { about, shares, events: new PackedEvents(chunks).slice(), view: sink.fold.view };
}

it('reads what several frames told in one order, wherever their batches overlap', async () => {
  const kept = [
    ...(await keep(told('b', [100, 110, 120]))),
    ...(await keep(told('b', [130, 190], 3))),
    ...(await keep(told('a', [105, 125, 126]))),
    ...(await keep(told('a', [300, 310], 3))),
    ...(await keep(told('c', [130, 130.5]))),
    ...(await keep(told('later', [400, 401]))),
    (await store.mark('r', { text: 'Here', by: 'person', t: 305 })).mark,
  ];
  const { about, events, view } = await read();
  expect(events).toEqual(inOrder(kept));
  expect([...view.connections.keys()]).toEqual(['b.1', 'a.1', 'c.1', 'later.1']);
  expect(view.marks).toEqual([{ t: 305, text: 'Here', by: 'person' }]);
  expect(about).toMatchObject({ dropped: 7, redacted: false, pageUrl: 'https://a.test/call' });
});

it('reads a long one piece by piece, and tells how far it is', async () => {
  const times = Array.from({ length: 1_000 }, (_, i) => i);
  const kept: TraceEvent[] = [];
  for (let batch = 0; batch < 20; batch++) kept.push(...(await keep(told('a', times, 1_000 * batch))));
  const { events, shares } = await read();
  expect(events).toEqual(kept);
  expect(shares.length).toBeGreaterThan(2);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.every(share => share > 0 && share <= 1)).toBe(true);
});

it('reads one that is empty', async () => {
  expect((await read()).events).toEqual([]);
});

it('says which event is damaged, or that the last is cut off', async () => {
  await keep(told('a', [1, 2, 3]));
  await keep(told('b', [12, 14]));
  const [row] = await database.getAll('batches');
  await database.put('batches', { ...row!, json: row!.json.replace('"t":3', '"t":"x"') });
  await expect(read()).rejects.toThrow('damaged. events[2].t: expected a number, got "x"');
  await database.delete('batches', ['r', 'b', 0]);
  await database.put('batches', { ...row!, json: row!.json.slice(0, -20) });
  await expect(read()).rejects.toThrow(/damaged\. .* is no JSON/);
});

it('says so when there is no such recording', async () => {
  await store.delete(['r']);
  await store.purge(Date.now());
  await expect(read()).rejects.toThrow('It was deleted.');
});
