import { offerTrace } from '../devtools/export/download.ts';
import { recordedTrace } from './recorded-trace.ts';
import { RecordingStore } from './store.ts';

/** Hands a recording to the browser as a download. @throws Error when it cannot be read. */
export async function saveTrace(id: string): Promise<void> {
  offerTrace(await recordedTrace(new RecordingStore(), id));
}
