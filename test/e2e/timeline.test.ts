import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CallPage } from '../harness/call-page.ts';
import { type Chromium, launchChromium } from '../harness/chromium.ts';
import type { Panel } from '../harness/panel.ts';
import { PanelHand } from '../harness/panel-hand.ts';
import { waitFor } from '../harness/wait-for.ts';

describe('the timeline in real DevTools', () => {
  let chromium: Chromium;
  let call: CallPage;
  let panel: Panel;

  beforeAll(async () => {
    chromium = await launchChromium();
  });
  afterEach(async () => {
    await panel?.close();
    await call?.close();
  });
  afterAll(() => chromium?.close());

  const read = (expression: string) => panel.frame.evaluate(expression) as Promise<string | null>;
  const becomes = (expression: string, expected: RegExp) =>
    waitFor(`${expression} to be ${expected}`, async () => expected.test((await read(expression)) ?? ''));
  const said = `document.querySelector('.spoken [aria-live]')?.textContent`;
  const follows = `document.querySelector('.follow')?.getAttribute('aria-pressed')`;
  const iceLane = `document.querySelector('.lane-button[aria-label="ICE"]')`;

  async function openPanel(): Promise<void> {
    panel = await chromium.openPanel(call.page);
    await becomes(`${iceLane}?.getAttribute('aria-expanded')`, /true|false/);
  }

  it('is looked at closely by keys alone, follows again with one, and remembers the lanes folded away', async () => {
    call = await CallPage.open(chromium);
    await call.start();
    await call.restart();
    await openPanel();
    await becomes(follows, /true/);

    const { keyboard } = panel.devTools;
    await panel.frame.focus('.timeline-view');
    await keyboard.press('ArrowLeft');
    await becomes(follows, /false/);
    await keyboard.down('Control');
    await keyboard.press('ArrowLeft');
    await becomes(said, /^\d.*Signaling: \w+, ICE: \w+, Connection: \w+, Generation: \d/);
    await keyboard.down('Shift');
    await keyboard.press('ArrowLeft');
    await keyboard.up('Shift');
    await keyboard.up('Control');
    await becomes(said, /measured [\d.,]+ ms/);
    await keyboard.press('f');
    await becomes(follows, /true/);
    await becomes(`document.querySelector('.spoken ul')?.textContent`, /Restart 1 at .*: completed after/);

    await pointsDragsAndMeasures();
    await read(`${iceLane}.click()`);
    await becomes(`${iceLane}.getAttribute('aria-expanded')`, /false/);
    await panel.close();
    await openPanel();
    expect(await read(`${iceLane}.getAttribute('aria-expanded')`)).toBe('false');
  });

  /** With the mouse: the wheel sideways pans, which lets go of the newest moment; a drag with Shift measures. */
  async function pointsDragsAndMeasures(): Promise<void> {
    const hand = new PanelHand(panel);
    const { keyboard } = panel.devTools;
    const [left, top, width] = (await panel.frame.evaluate(`(() => {
      const { x, y, width } = document.querySelector('.timeline-view').getBoundingClientRect();
      return [x, y, width];
    })()`)) as [number, number, number];
    const mouse = (type: Parameters<PanelHand['mouse']>[0], share: number, more: object = {}) =>
      hand.mouse(type, left + width * share, top + 60, more);
    await mouse('mouseMoved', 0.5);
    await mouse('mouseWheel', 0.5, { deltaX: -150, deltaY: 0 });
    await becomes(follows, /false/);
    await keyboard.press('f');
    await becomes(follows, /true/);
    const held = { button: 'left', clickCount: 1, modifiers: shift };
    await mouse('mousePressed', 0.5, held);
    await mouse('mouseMoved', 0.6, { ...held, buttons: 1 });
    await mouse('mouseMoved', 0.7, { ...held, buttons: 1 });
    await mouse('mouseReleased', 0.7, held);
    // Keys go on from what the mouse measured, which is more than a step of theirs.
    await keyboard.down('Shift');
    await keyboard.press('ArrowRight');
    await keyboard.up('Shift');
    await becomes(said, /measured (\d,\d{3} ms|\d\d\.\d+ s)/);
    await keyboard.press('Escape');
    await becomes(said, /^(?!.*measured)/);
  }
});

/** Among the protocol's modifier keys. */
const shift = 8;
