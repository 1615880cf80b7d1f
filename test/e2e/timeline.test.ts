import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CallPage } from '../harness/call-page.ts';
import { type Chromium, launchChromium } from '../harness/chromium.ts';
import type { Panel } from '../harness/panel.ts';
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

  const crosshair = `document.querySelector('.crosshair-time')?.textContent`;

  /** With the mouse: the wheel sideways pans, which lets go of the newest moment; a drag with Shift measures. */
  async function pointsDragsAndMeasures(): Promise<void> {
    const { keyboard, mouse } = panel.devTools;
    const view = await panel.frame.waitForSelector('.timeline-view');
    const { x, y, width } = (await view!.boundingBox())!;
    const at = (share: number) => [x + width * share, y + 60] as const;
    await mouse.move(...at(0.5));
    await becomes(crosshair, /\d/);
    await mouse.wheel({ deltaX: -150 });
    await becomes(follows, /false/);
    await keyboard.press('f');
    await becomes(follows, /true/);
    await keyboard.down('Shift');
    await mouse.move(...at(0.5));
    await mouse.down();
    await mouse.move(...at(0.6), { steps: 4 });
    await mouse.move(...at(0.7), { steps: 4 });
    await mouse.up();
    await keyboard.up('Shift');
    await becomes(said, /measured [\d.,]+ m?s/);
    await keyboard.press('Escape');
    await becomes(said, /^(?!.*measured)/);
    await view!.dispose();
  }
});
