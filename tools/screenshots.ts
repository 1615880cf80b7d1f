/**
 * Makes the pictures of docs/panel.md anew, into docs/panel/: `npm run screenshots`. With states' names as arguments,
 * only those. Each shows a state of extension/devtools/preview/.
 */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { launchChromium } from '../test/harness/chromium.ts';
import { type PreviewOptions, servePreview } from '../test/harness/preview.ts';

const directory = fileURLToPath(new URL('../docs/panel/', import.meta.url));

interface Picture extends PreviewOptions {
  state: string;
}

const PICTURES: Record<string, Picture> = {
  restart: { state: 'busy', height: 900 },
  'restart-dark': { state: 'busy', theme: 'dark', height: 900 },
  'in-progress': { state: 'in-progress' },
  failed: { state: 'failed' },
  healthy: { state: 'healthy', height: 560 },
  restarts: { state: 'many', height: 900 },
  compared: { state: 'compared', height: 900 },
  'what-if': { state: 'what-if', height: 860 },
  events: { state: 'log' },
  repeated: { state: 'repeated' },
  narrow: { state: 'busy', theme: 'dark', width: 380, height: 1200 },
};

function chosen(names: string[]): [string, Picture][] {
  const unknown = names.find(name => !Object.hasOwn(PICTURES, name));
  if (unknown)
    throw new Error(`Expected pictures among ${Object.keys(PICTURES).join(', ')}; got "${unknown}".`);
  return Object.entries(PICTURES).filter(([name]) => names.length === 0 || names.includes(name));
}

async function main(): Promise<void> {
  const pictures = chosen(process.argv.slice(2));
  await mkdir(directory, { recursive: true });
  const chromium = await launchChromium();
  const preview = await servePreview(chromium.browser);
  try {
    for (const [name, { state, width = 1100, height = 720, ...options }] of pictures) {
      const page = await preview.open(state, { width, height, ...options });
      await page.screenshot({ path: `${directory}${name}.png` });
      await page.close();
      console.log(`docs/panel/${name}.png`);
    }
  } finally {
    await preview.close();
    await chromium.close();
  }
}

await main();
