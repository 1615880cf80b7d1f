import { LiveSource } from '../../../extension/devtools/source/live-source.ts';
import type { TraceEvent } from '../../../extension/trace/schema/events.ts';
import type { Trace } from '../../../extension/trace/schema/trace.ts';
import type { PanelDown } from '../../../extension/wire/messages.ts';
import { busyPage } from '../busy-page.ts';

export interface Load {
  perSecond: number;
  seconds: number;
}

/** A panel on a page with many connections, and what feeds it: called once a frame, it gives all that is due. */
export function livePanel(trace: Trace, { perSecond, seconds }: Load) {
  let receive: (message: PanelDown) => void = () => {};
  const source = new LiveSource({
    tabId: 0,
    connect: () => ({
      postMessage: () => {},
      onMessage: { addListener: listener => (receive = listener) },
      onDisconnect: { addListener: () => {} },
    }),
    reloadPage: () => {},
    schedule: callback => void requestAnimationFrame(callback),
    elapsed: () => performance.now(),
  });
  const events = busyPage(trace, perSecond);
  const deliver = (batch: TraceEvent[]) => {
    const last = batch.at(-1);
    if (!last) return;
    const { frameId, seq } = last;
    receive({ type: 'batch', frameId, events: batch, reached: seq, newest: seq, dropped: 0 });
  };
  deliver(take(events, perSecond));
  const start = performance.now();
  let given = 0;
  return {
    source,
    feed(): boolean {
      const elapsed = performance.now() - start;
      const due = Math.floor((elapsed * perSecond) / 1000) - given;
      deliver(take(events, due));
      given += due;
      return elapsed < seconds * 1000;
    },
  };
}

function take(events: Generator<TraceEvent>, count: number): TraceEvent[] {
  const taken: TraceEvent[] = [];
  for (let i = 0; i < count; i++) taken.push(events.next().value as TraceEvent);
  return taken;
}
