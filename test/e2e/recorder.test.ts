import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Trace } from '../../extension/trace/schema/trace.ts';
import { CallPage, restartsComplete } from '../harness/call-page.ts';
import { type Chromium, launchChromium } from '../harness/chromium.ts';
import { tabIdOf } from '../harness/tabs.ts';

describe('the recorder', () => {
  let chromium: Chromium;
  let call: CallPage;

  beforeAll(async () => {
    chromium = await launchChromium();
  });
  afterEach(() => call?.close());
  afterAll(() => chromium?.close());

  it('keeps everything of a tab through its navigations in one trace', async () => {
    call = await CallPage.open(chromium);
    const tabId = await tabIdOf(chromium, call.page);
    const { id } = await chromium.background.evaluate(tabId => icescope.record(tabId), tabId);
    await call.start({ video: false });
    const first = await call.trace();
    await call.page.reload();
    await call.start({ video: false });
    await call.restart();
    await call.mediaFlows();
    const second = await call.traceWhen('the restarts', restartsComplete(2, 1));
    const stopped = await chromium.background.evaluate(tabId => icescope.stop(tabId), tabId);
    expect(stopped).toMatchObject({ id, restarts: 2, failed: 0, missing: 0, end: 'stopped' });
    const kept = await chromium.background.evaluate(id => icescope.recorded(id), id);
    expect(kept.connections).toHaveLength(4);
    expect(eventsOf(kept, first.events[0]!.frameId).slice(0, first.events.length)).toEqual(first.events);
    expect(eventsOf(kept, second.events[0]!.frameId).slice(0, second.events.length)).toEqual(second.events);
    expect(kept.restarts).toEqual(second.restarts);
  });
});

function eventsOf(trace: Trace, frameId: string) {
  return trace.events.filter(event => event.frameId === frameId);
}
