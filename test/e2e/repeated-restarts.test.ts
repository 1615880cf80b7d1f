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
    const repeat = async (times: number) => {
      await hand.press('Repeat…');
      await hand.fill('#repeat label:nth-of-type(1) input', '1');
      await hand.fill('#repeat label:nth-of-type(2) input', String(times));
      await hand.press('Start');
    };
    await repeat(3);
    await hand.shows(/3 of 3 restarts on Connection 1: done/);
    await hand.shows(/3 completed; media was silent for/);
    const trace = await call.traceWhen('three forced restarts', ({ restarts }) => {
      return restarts.filter(({ trigger }) => trigger === 'forced').length === 3;
    });
    const times = trace.restarts.filter(({ trigger }) => trigger === 'forced').map(each => each.requestedAt);
    expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(990);
    expect(times[2]! - times[1]!).toBeGreaterThanOrEqual(990);

    // It goes on until it is stopped, by a person or by the application.
    await repeat(50);
    await hand.shows(/1 of 50 restarts on Connection 1/);
    await hand.press('Stop');
    await hand.shows(/\d of 50 restarts on Connection 1: stopped/);
    await repeat(50);
    await hand.shows(/0 of 50 restarts on Connection 1|1 of 50/);
    await call.run('call.alice.pc.close()');
    await hand.shows(/of 50 restarts on Connection 1: stopped, because the connection is over/);
    await panel.close();
  } finally {
    await call.close();
  }
});
