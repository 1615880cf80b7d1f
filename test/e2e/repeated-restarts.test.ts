import { afterAll, beforeAll, expect, it } from 'vitest';
import { CallPage } from '../harness/call-page.ts';
import { type Chromium, launchChromium } from '../harness/chromium.ts';
import { PanelHand } from '../harness/panel-hand.ts';

let chromium: Chromium;
beforeAll(async () => {
  chromium = await launchChromium();
});
afterAll(() => chromium?.close());

it('restarts as often as asked, and says what the application did after each', async () => {
  const call = await CallPage.open(chromium);
  try {
    await call.start();
    await call.run('call.alice.pc.onnegotiationneeded = () => call.alice.offer()');
    const panel = await chromium.openPanel(call.page);
    const hand = new PanelHand(panel);
    await hand.shows('Connection 1');
    await hand.press('Repeat…');
    await hand.fill('#repeat label:nth-of-type(1) input', '1');
    await hand.fill('#repeat label:nth-of-type(2) input', '3');
    await hand.press('Start');
    await hand.shows(/3 of 3 restarts on Connection 1: done/);
    await hand.shows(/3 completed; media was silent for/);
    const trace = await call.traceWhen('three forced restarts', ({ restarts }) => {
      return restarts.filter(({ trigger }) => trigger === 'forced').length === 3;
    });
    const times = trace.restarts.filter(({ trigger }) => trigger === 'forced').map(each => each.requestedAt);
    expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(990);
    expect(times[2]! - times[1]!).toBeGreaterThanOrEqual(990);
    await panel.close();
  } finally {
    await call.close();
  }
});
