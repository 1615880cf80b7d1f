import { createFold } from '../../trace/fold/fold.ts';
import type { TraceEvent } from '../../trace/schema/events.ts';
import type { TraceView } from '../../trace/view.ts';
import type { Work } from './work.ts';

/** What events fold to, as long work. */
export async function foldEvents(events: TraceEvent[], work: Work): Promise<TraceView> {
  const fold = createFold();
  await work.each('Analysing', events, event => fold.apply(event), events.length);
  return fold.view;
}
