import type { WorkOptions } from '../devtools/work/work.ts';
import { buildTrace } from '../trace/file/build.ts';
import { generator } from '../trace/file/generator.ts';
import type { TraceEvent } from '../trace/schema/events.ts';
import type { Trace } from '../trace/schema/trace.ts';
import type { Recording } from './recording.ts';
import type { RecordingStore } from './store.ts';

/** Everything that a recording holds. @throws Error when there is no such recording, or it was given up. */
export async function recordedEvents(
  store: RecordingStore,
  id: string,
  { signal, onProgress }: WorkOptions = {},
): Promise<{ recording: Recording; events: TraceEvent[] }> {
  const recording = await store.get(id);
  if (!recording) throw new Error(`There is no recording ${id}: it was deleted.`);
  const events: TraceEvent[] = [];
  for await (const batch of store.events(id)) {
    signal?.throwIfAborted();
    for (const event of batch) events.push(event);
    onProgress?.({ step: 'Reading', share: events.length / Math.max(recording.events, events.length) });
  }
  return { recording, events };
}

export async function recordedTrace(store: RecordingStore, id: string): Promise<Trace> {
  const { recording, events } = await recordedEvents(store, id);
  return buildTrace({ events, dropped: recording.missing, generator: generator() });
}
