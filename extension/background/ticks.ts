import type { Runtime } from 'webextension-polyfill';

/** As fast as `getStats` has news. */
const everyMs = 50;

/** Ticks over a port until it closes. */
export function serveTicks(port: Runtime.Port): void {
  const timer = setInterval(() => port.postMessage(null), everyMs);
  port.onDisconnect.addListener(() => clearInterval(timer));
}
