import { afterAll, beforeAll, expect, it } from 'vitest';
import { states } from '../../extension/devtools/preview/states.ts';
import { axeViolations } from '../harness/axe.ts';
import { type Chromium, launchChromium } from '../harness/chromium.ts';
import { type Preview, servePreview } from '../harness/preview.ts';

let chromium: Chromium;
let preview: Preview;
beforeAll(async () => {
  chromium = await launchChromium();
  preview = await servePreview(chromium.browser);
});
afterAll(async () => {
  await preview?.close();
  await chromium?.close();
});

it.each(Object.keys(states))(
  'axe finds nothing wrong with the panel that is %s, light and dark',
  async state => {
    const page = await preview.open(state);
    try {
      expect(await axeViolations(page)).toEqual([]);
      // The markup is the same; only its colours are others.
      await page.evaluate(`document.documentElement.dataset.theme = 'dark'`);
      expect(await axeViolations(page, ['color-contrast'])).toEqual([]);
    } finally {
      await page.close();
    }
  },
);
