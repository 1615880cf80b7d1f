/**
 * What `npm start` runs: a real call whose path can be broken, in a browser with IceScope.
 *
 * With a display it opens a window and stays until that is closed. Without one, or with `--headless`, it breaks
 * the path itself, prints what IceScope measured beside the middlebox's own record, and exits non-zero when a
 * restart was missed or a measure disagrees. `--camera` uses real devices in place of the browser's test picture.
 */
import { parseArgs } from 'node:util';
import { launchChromium } from '../test/harness/chromium.ts';
import { ensureBrowser } from '../tools/browsers.ts';
import { buildExtension } from '../tools/extension-build.ts';
import { runScenario } from './scenario.ts';
import { type DemoServer, startDemoServer } from './server.ts';

interface DemoOptions {
  headless: boolean;
  camera: boolean;
}

function readOptions(): DemoOptions {
  const { values } = parseArgs({
    options: {
      headless: { type: 'boolean', default: !hasDisplay() },
      camera: { type: 'boolean', default: false },
    },
  });
  return { headless: values.headless, camera: values.camera };
}

function hasDisplay(): boolean {
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

async function runInWindow(server: DemoServer, camera: boolean): Promise<void> {
  const chromium = await launchChromium({ headless: false, autoOpenDevTools: true, realDevices: camera });
  const closed = new Promise<void>(resolve => chromium.browser.once('disconnected', () => resolve()));
  const page = (await chromium.browser.pages())[0] ?? (await chromium.browser.newPage());
  await page.goto(server.origin);
  console.log(
    `The call is at ${server.origin}. Break its path there, and watch the IceScope panel of DevTools.`,
  );
  console.log('Close the browser to end.');
  // Only a convenience, and one that leans on the insides of DevTools.
  await chromium.showPanel(page).catch(() => console.log('The panel is behind » in the tabs of DevTools.'));
  await closed;
}

async function runHeadless(server: DemoServer, camera: boolean): Promise<void> {
  const chromium = await launchChromium({ headless: true, realDevices: camera });
  try {
    const page = await chromium.browser.newPage();
    await page.goto(server.origin);
    const problems = await runScenario(server, chromium, page);
    for (const problem of problems) console.error(`✗ ${problem}`);
    if (problems.length === 0)
      console.log('✓ Every restart was seen, and every bracket holds the middlebox’s figure.');
    process.exitCode = problems.length === 0 ? 0 : 1;
  } finally {
    await chromium.close();
  }
}

async function main(): Promise<void> {
  const { headless, camera } = readOptions();
  ensureBrowser('chromium');
  console.log('Building the extension…');
  buildExtension('chrome', { quiet: true });
  const server = await startDemoServer();
  try {
    await (headless ? runHeadless(server, camera) : runInWindow(server, camera));
  } finally {
    await server.close();
  }
}

main().catch(error => {
  console.error(`The demo failed: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
});
