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

/** These show nearly every colour there is, and are looked at in both themes; the others in turn. */
const colourful = ['busy', 'table', 'log', 'compared', 'what-if', 'failed'];
const looks = Object.keys(states).flatMap((state, i) => {
  const themes = colourful.includes(state)
    ? (['light', 'dark'] as const)
    : ([i % 2 ? 'dark' : 'light'] as const);
  return themes.map(theme => ({ state, theme }));
});

it.each(looks)('axe finds nothing wrong with the panel that is $state, $theme', async ({ state, theme }) => {
  const page = await preview.open(state, { theme });
  try {
    expect(await axeViolations(page)).toEqual([]);
  } finally {
    await page.close();
  }
});
