import { buildTrace } from '../trace/file/build.ts';
import { generator } from '../trace/file/generator.ts';
import type { TraceEvent } from '../trace/schema/events.ts';
import type { Trace } from '../trace/schema/trace.ts';
import type { RecordingStore } from './store.ts';

/** The trace of a recording. @throws Error when there is no such recording. */
export async function recordedTrace(store: RecordingStore, id: string): Promise<Trace> {
  const recording = await store.get(id);
  if (!recording) throw new Error(`There is no recording ${id}: it was deleted.`);
  const events: TraceEvent[] = [];
  for await (const batch of store.events(id)) for (const event of batch) events.push(event);
  return buildTrace({ events, dropped: recording.missing, generator: generator() });
}
