import { traceOf } from '../../trace/file/build.ts';
import { EventWriter } from '../../trace/file/event-writer.ts';
import { generator } from '../../trace/file/generator.ts';
import type { TraceEvent } from '../../trace/schema/events.ts';
import type { TraceView } from '../../trace/view.ts';
import type { Work } from '../work/work.ts';
import { jsonFile } from './json-file.ts';

interface TraceFileInput {
  view: TraceView;
  /** In order. */
  events: Iterable<TraceEvent> & { readonly length: number };
  missing: number;
  redacted: boolean;
}

/** A trace as the file that is opened again. */
export function traceFile({ view, events, missing, redacted }: TraceFileInput, work: Work): Promise<Blob> {
  const trace = traceOf(view, [], { dropped: missing, redacted, generator: generator() });
  const writer = new EventWriter();
  const textOf = (event: TraceEvent) => writer.text(event);
  return jsonFile(trace, 'events', events, work, { total: events.length, textOf });
}
