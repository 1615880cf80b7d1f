import { afterAll, beforeAll, expect, it } from 'vitest';
import { axeViolations } from '../harness/axe.ts';
import { CallPage, restartsComplete } from '../harness/call-page.ts';
import { type Chromium, launchChromium } from '../harness/chromium.ts';
import { PanelHand } from '../harness/panel-hand.ts';
import { waitFor } from '../harness/wait-for.ts';

let chromium: Chromium;
beforeAll(async () => {
  chromium = await launchChromium();
});
afterAll(() => chromium?.close());

it('finds an event by its words, shows it whole, and goes with the restart that is selected', async () => {
  const call = await CallPage.open(chromium);
  try {
    await call.start();
    await call.restart();
    await call.traceWhen('both restarts to be complete', restartsComplete(2));
    const panel = await chromium.openPanel(call.page);
    const hand = new PanelHand(panel);
    await hand.shows(/Restart 1/);

    await hand.press('Events');
    const rows = () =>
      panel.frame.$$eval('.event-row', all => all.map(row => (row as HTMLElement).innerText));
    await hand.fill('.log input[type=search]', 'icerestart true');
    await waitFor('the one call with iceRestart', async () => (await rows()).length === 1);
    expect((await rows())[0]).toMatch(/createOffer\(\)/);
    await panel.frame.$eval('.event-row', row => (row as HTMLElement).click());
    await hand.shows(/"iceRestart": true/);

    // Keys lead on from there, through what is shown.
    await hand.fill('.log input[type=search]', '');
    await waitFor('the others again', async () => (await rows()).length > 5);
    await panel.frame.focus('.event-list');
    await panel.devTools.keyboard.press('ArrowDown');
    await hand.shows(/createOffer\(\) resolved/);
    // The row is drawn once the list was scrolled to it.
    await waitFor('the row that the list names', () =>
      panel.frame.$eval('.event-list[aria-activedescendant]', list => {
        const id = list.getAttribute('aria-activedescendant')!;
        return document.getElementById(id)?.getAttribute('aria-selected') === 'true';
      }),
    );

    for (const tab of ['Events', 'Restart 1', 'All restarts', 'What if', 'Details']) {
      await hand.press(tab);
      expect(await axeViolations(panel.frame), `the tab ${tab}`).toEqual([]);
    }
    await panel.close();
  } finally {
    await call.close();
  }
});
