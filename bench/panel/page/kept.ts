import { newRecording } from '../../../extension/recordings/recording.ts';
import { RecordingStore } from '../../../extension/recordings/store.ts';
import type { TraceEvent } from '../../../extension/trace/schema/events.ts';
import type { Trace } from '../../../extension/trace/schema/trace.ts';
import { type LongCallOptions, longCall } from '../long-call.ts';

export const keptId = 'recording-bench';

/** What a frame in trouble sends at once; one that is well sends one reading a second. */
const batchSize = 20;
/** So many batches are handed to the database without waiting for it. */
const ahead = 100;

/** Keeps a long call as the recorder keeps one; as how many bytes. */
export async function keep(trace: Trace, size: LongCallOptions): Promise<number> {
  const store = new RecordingStore();
  const page = { url: trace.page.url, title: 'A long call', origin: null };
  await store.create(newRecording(keptId, 1, page, false));
  let events: TraceEvent[] = [];
  let appending: Promise<unknown>[] = [];
  const append = () => {
    const { frameId, seq } = events.at(-1)!;
    const batch = { type: 'batch', frameId, events, reached: seq, newest: seq, dropped: 0 } as const;
    events = [];
    appending.push(store.append(keptId, batch, { restarts: 0, failed: 0 }));
  };
  for (const event of longCall(trace, size)) {
    events.push(event);
    if (events.length === batchSize) append();
    if (appending.length < ahead) continue;
    await Promise.all(appending);
    appending = [];
  }
  if (events.length > 0) append();
  await Promise.all(appending);
  const { bytes } = await store.change(keptId, { tabId: null, endedAt: Date.now(), end: 'stopped' });
  return bytes;
}
