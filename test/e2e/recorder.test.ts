import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Trace } from '../../extension/trace/schema/trace.ts';
import { CallPage, restartsSettled } from '../harness/call-page.ts';
import { launchChromium } from '../harness/chromium.ts';
import { launchFirefox } from '../harness/firefox.ts';

describe.each([
  ['Chromium', launchChromium],
  ['Firefox', launchFirefox],
])('the recorder in %s', (_, launch) => {
  let driven: Awaited<ReturnType<typeof launch>>;
  let call: CallPage;

  beforeAll(async () => {
    driven = await launch();
    call = await CallPage.open(driven);
  });
  afterAll(async () => {
    await call?.close();
    await driven?.close();
  });

  it('keeps what came before it began, and all that follows through a navigation, in one trace', async () => {
    await call.start({ video: false });
    const [tab] = await driven.background.evaluate(() => icescope.tabs());
    const { id, tabId } = await driven.background.evaluate(each => icescope.record(each), tab!.tabId);
    await driven.background.evaluate(each => icescope.mark(each, 'before the reload'), tabId!);
    const first = await call.trace();
    await call.page.reload();
    await call.start({ video: false });
    await call.restart();
    await call.mediaFlows();
    const second = await call.traceWhen('the restarts', restartsSettled);
    const stopped = await driven.background.evaluate(each => icescope.stop(each), tabId!);
    expect(stopped).toMatchObject({ id, restarts: 2, failed: 0, missing: 0, end: 'stopped' });
    const kept = await driven.background.evaluate(each => icescope.recorded(each), id);
    expect(kept.connections).toHaveLength(4);
    for (const { events } of [first, second]) {
      expect(eventsOf(kept, events[0]!.frameId).slice(0, events.length)).toEqual(events);
    }
    expect(eventsOf(kept, id)).toMatchObject([{ type: 'mark', text: 'before the reload', by: 'person' }]);
    // What came later may have told more of them.
    expect(outcomesOf(kept)).toEqual(outcomesOf(second));
  });
});

function outcomesOf({ restarts }: Trace) {
  return restarts.map(({ id, outcome }) => [id, outcome]);
}

function eventsOf(trace: Trace, frameId: string) {
  return trace.events.filter(event => event.frameId === frameId);
}
