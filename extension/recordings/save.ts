import { download } from '../devtools/export/download.ts';
import { fileName } from '../devtools/export/file-name.ts';
import { traceFile } from '../devtools/export/trace-file.ts';
import { foldEvents } from '../devtools/work/fold-events.ts';
import { Work, type WorkOptions } from '../devtools/work/work.ts';
import { inOrder } from '../trace/file/build.ts';
import { recordedEvents } from './recorded-trace.ts';
import { RecordingStore } from './store.ts';

/** Hands a recording to the browser as a download. @throws Error when it cannot be read, or was given up. */
export async function saveTrace(id: string, options: WorkOptions): Promise<void> {
  const { recording, events } = await recordedEvents(new RecordingStore(), id, options);
  const work = new Work(options);
  const ordered = inOrder(events);
  const view = await foldEvents(ordered, work);
  const file = await traceFile({ view, events: ordered, missing: recording.missing, redacted: false }, work);
  options.signal?.throwIfAborted();
  download(file, fileName(recording.page.url, new Date(view.to ?? recording.startedAt), '.icescope.json'));
}
