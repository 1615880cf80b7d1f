import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer-core';
import { build } from 'vite';
import type { Chromium } from '../../test/harness/chromium.ts';

/** What people use to watch a call, and how the bench sets it up. */
export interface Tool {
  name: string;
  /** Runs in the Chromium that has the extension. */
  extended: boolean;
  /** All connections restart during the measurement. */
  restarts?: boolean;
  /** IceScope's goal at ten connections is about this one. */
  goal?: 'idle';
  /** The others must cost more than IceScope. */
  rival?: boolean;
  /** Calls of `getStats` a connection and minute that the browser makes for it, past the page. */
  nativePolls?: number;
  /** What its CPU time is compared with; `noTool` else. */
  beside?: string;
  /** Before the page loads. */
  inject?(page: Page): Promise<void>;
  /** Once the call runs; answers how to end it. */
  attach?(chromium: Chromium, page: Page): Promise<() => Promise<void>>;
}

const pollMs = 1_000;
/** What jitsi-meet sets; the library itself has no default. */
const jitsiPollMs = 10_000;

/** The name of what all others are compared with. */
export const noTool = 'no tool';

export const tools: Tool[] = [
  { name: noTool, extended: false },
  { name: 'IceScope, idle', extended: true, goal: 'idle' },
  {
    name: 'IceScope, panel open',
    extended: true,
    attach: async (chromium, page) => {
      const panel = await chromium.openPanel(page);
      return () => panel.close();
    },
  },
  { name: 'no tool, all restarting', extended: false, restarts: true },
  {
    name: 'IceScope, all restarting',
    extended: true,
    restarts: true,
    beside: 'no tool, all restarting',
  },
  {
    name: 'webrtc-internals in a tab (1 s)',
    extended: false,
    rival: true,
    nativePolls: 60_000 / pollMs,
    attach: async ({ browser }, page) => {
      const internals = await browser.newPage();
      await internals.goto('chrome://webrtc-internals');
      await page.bringToFront();
      return () => internals.close();
    },
  },
  {
    name: '@jitsi/rtcstats, every 1 s',
    extended: false,
    rival: true,
    inject: page => loadTool(page, 'rtcstats', pollMs),
  },
  {
    name: "@jitsi/rtcstats, every 10 s (jitsi-meet's)",
    extended: false,
    inject: page => loadTool(page, 'rtcstats', jitsiPollMs),
  },
  {
    name: '@peermetrics/webrtc-stats, every 1 s (its default)',
    extended: false,
    rival: true,
    inject: page => loadTool(page, 'webrtc-stats', pollMs),
  },
];

/** Bundled as an application would, and started before the page's own scripts. */
async function loadTool(page: Page, name: string, intervalMs: number): Promise<void> {
  const entry = fileURLToPath(new URL(`page/${name}.js`, import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry, formats: ['iife'], name: 'tool' } },
  });
  const [bundle] = Array.isArray(built) ? built : [built];
  if (!bundle || !('output' in bundle)) throw new Error(`${name} could not be bundled`);
  await page.evaluateOnNewDocument(`${bundle.output[0].code};startTool(${intervalMs})`);
}
