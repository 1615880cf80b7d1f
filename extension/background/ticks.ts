import type { Runtime } from 'webextension-polyfill';

/** As fast as `getStats` has news: Chromium answers from a cache for 50 ms. */
const everyMs = 55;

/** Ticks over a port until it closes. */
export function serveTicks(port: Runtime.Port): void {
  const timer = setInterval(() => port.postMessage(null), everyMs);
  port.onDisconnect.addListener(() => clearInterval(timer));
}
