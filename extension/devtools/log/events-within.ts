import type { EventSeries } from '../../trace/event-series.ts';
import type { TraceEvent } from '../../trace/schema/events.ts';
import type { Range } from '../model/viewport.ts';
import { firstAfter } from './sliced-filter.ts';

/** The events of a stretch of time, in its order. Looks at no others. */
export function eventsWithin(lists: readonly EventSeries[], { from, to }: Range): TraceEvent[] {
  return lists
    .flatMap(list => {
      const begin = firstAfter(list, from);
      // The event at `from` itself belongs to it.
      const first = begin > 0 && list.at(begin - 1)!.t === from ? begin - 1 : begin;
      return list.slice(first, firstAfter(list, to));
    })
    .sort((a, b) => a.t - b.t);
}
