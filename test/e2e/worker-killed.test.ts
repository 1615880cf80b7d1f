import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CallPage, restartsComplete } from '../harness/call-page.ts';
import { type Chromium, launchChromium } from '../harness/chromium.ts';

describe('when the background worker is killed', () => {
  let chromium: Chromium;
  let call: CallPage;

  beforeAll(async () => {
    chromium = await launchChromium();
    call = await CallPage.open(chromium);
    await call.start();
  });
  afterAll(async () => {
    await call?.close();
    await chromium?.close();
  });

  it('loses nothing of what it had and of what happened meanwhile', async () => {
    const before = await call.trace();
    await chromium.killBackground();
    await call.restart();
    await call.mediaFlows();
    await chromium.killBackground();
    const after = await call.traceWhen('both restarts to be complete', restartsComplete(2));
    expect(after.events.slice(0, before.events.length)).toEqual(before.events);
    const sequence = after.events.map(({ seq }) => seq);
    expect(sequence).toEqual([...sequence.keys()]);
  });
});
