import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { states } from '../../extension/devtools/preview/states.ts';
import { axeViolations } from '../harness/axe.ts';
import { type Chromium, launchChromium } from '../harness/chromium.ts';
import { type Preview, servePreview } from '../harness/preview.ts';

let chromium: Chromium;
let preview: Preview;
let page: Page;
beforeAll(async () => {
  chromium = await launchChromium({ plain: true });
  preview = await servePreview(chromium.browser);
  page = await chromium.browser.newPage();
});
afterAll(async () => {
  await preview?.close();
  await chromium?.close();
});

/** These show nearly every colour there is, and are looked at in both themes; the others in turn. */
const colourful = ['busy', 'table', 'log', 'compared', 'what-if', 'failed'];
const looks = Object.keys(states).map((state, i) => {
  const themes = (['light', 'dark'] as const).filter(
    (_, dark) => colourful.includes(state) || dark === i % 2,
  );
  return { state, themes };
});

it.each(looks)('axe finds nothing wrong with the panel that is $state', async ({ state, themes }) => {
  for (const theme of themes) {
    await preview.show(page, state, { theme });
    expect(await axeViolations(page), theme).toEqual([]);
  }
});
