import { closeSync, openSync, writeSync } from 'node:fs';
import { EventWriter } from '../../extension/trace/file/event-writer.ts';
import type { Trace } from '../../extension/trace/schema/trace.ts';
import { type LongCallOptions, longCall } from './long-call.ts';

/** So many events are written at once. */
const stride = 2_000;

/** Writes a trace of a long call as the panel saves one. */
export function writeLongTrace(path: string, trace: Trace, size: LongCallOptions): void {
  const file = openSync(path, 'w');
  const [before, after] = JSON.stringify({ ...trace, events: [], restarts: [] }).split('"events":[');
  writeSync(file, `${before}"events":[`);
  const writer = new EventWriter();
  let waiting: string[] = [];
  let separator = '';
  const write = () => {
    writeSync(file, separator + waiting.join(','));
    separator = ',';
    waiting = [];
  };
  for (const event of longCall(trace, size)) {
    waiting.push(writer.text(event));
    if (waiting.length === stride) write();
  }
  if (waiting.length > 0) write();
  writeSync(file, after!);
  closeSync(file);
}
