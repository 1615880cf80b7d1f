import type { Frame, Page } from 'puppeteer-core';
import { waitFor } from './wait-for.ts';

export interface PanelOptions {
  /** The size of DevTools in CSS pixels. */
  width?: number;
  height?: number;
  /** DevTools follows the system's colours, which this pretends. */
  colorScheme?: 'light' | 'dark';
}

/** The extension's panel in real DevTools. */
export interface Panel {
  /** The panel's own document. */
  frame: Frame;
  /** DevTools around it. */
  devTools: Page;
  /** Until the panel has that width. */
  resize(width: number, height: number): Promise<void>;
  /** Until the panel has taken it up. */
  setColorScheme(colorScheme: 'light' | 'dark'): Promise<void>;
  /** A picture of DevTools with the panel in it; where `path` is given, as a PNG file too. */
  screenshot(path?: `${string}.png`): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Opens DevTools on `page`, undocked, and in it the panel of the extension. */
export async function openPanel(page: Page, extensionId: string, options: PanelOptions = {}): Promise<Panel> {
  const { width = 1280, height = 800, colorScheme = 'light' } = options;
  const devTools = await page.openDevTools();
  const resize = (newWidth: number, newHeight: number) =>
    devTools.setViewport({ width: newWidth, height: newHeight });
  const setColorScheme = (scheme: 'light' | 'dark') =>
    devTools.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await resize(width, height);
  // Before the panel exists: an extension page is told the theme of DevTools once, when it loads.
  await setColorScheme(colorScheme);
  await showView(devTools, extensionId, { undock: true });
  const frame = await findPanelFrame(devTools, extensionId);
  const shown = (what: string, condition: string) =>
    waitFor(`the panel to be ${what}`, () => frame.evaluate(condition));
  return {
    frame,
    devTools,
    resize: async (newWidth, newHeight) => {
      await resize(newWidth, newHeight);
      await shown(`${newWidth} pixels wide`, `innerWidth === ${newWidth}`);
    },
    setColorScheme: async scheme => {
      await setColorScheme(scheme);
      await shown(scheme, `document.documentElement.dataset.theme === '${scheme}'`);
    },
    screenshot: async path => {
      await frame.evaluate(twoFrames);
      return devTools.screenshot(path ? { path } : {});
    },
    close: () => devTools.close(),
  };
}

/** The panel is a process of its own: what it has laid out is seen when it has drawn it. */
const twoFrames =
  'new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(() => resolve(null))))';

/** Brings the panel to the front of DevTools as they stand beside `page`: for people, in a window. */
export async function showPanel(page: Page, extensionId: string): Promise<void> {
  await showView(await page.openDevTools(), extensionId, { undock: false });
}

/**
 * Shows the extension's view through DevTools' own modules: of the tab strip nobody knows which panels it
 * has room for.
 */
async function showView(devTools: Page, extensionId: string, { undock }: { undock: boolean }): Promise<void> {
  const show = `(async () => {
    const { DockController, ViewManager } = await import('./ui/legacy/legacy.js');
    const views = ViewManager.ViewManager.instance();
    const id = [...views.views.keys()].find(each => each.startsWith('chrome-extension://${extensionId}'));
    if (!id) return false;
    if (${undock}) DockController.DockController.instance().setDockSide('undocked');
    await views.showView(id);
    return true;
  })()`;
  // Until DevTools has started up, asking its modules for their instances throws.
  // On a busy machine that takes its time.
  await waitFor("the panel among DevTools' views", () => devTools.evaluate(show).catch(() => false), {
    timeoutMs: 40_000,
  });
}

async function findPanelFrame(devTools: Page, extensionId: string): Promise<Frame> {
  const origin = `chrome-extension://${extensionId}/`;
  return waitFor("the panel's frame", async () => {
    for (const frame of devTools.frames()) {
      if (!frame.url().startsWith(origin)) continue;
      // The devtools page is a frame of the same origin, but never shown.
      const isShown = await frame.evaluate('innerWidth > 0 && innerHeight > 0').catch(() => false);
      if (isShown) return frame;
    }
    return null;
  });
}
