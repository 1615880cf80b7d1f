import type { Runtime } from 'webextension-polyfill';
import { tickPort } from '../wire/ports.ts';

/** Nobody needs a faster tick: Chromium answers `getStats` from a cache for 50 ms. */
const fastestMs = 50;

/** Ticks over a port until it closes. */
export function serveTicks(port: Runtime.Port): void {
  const everyMs = Math.max(fastestMs, Number(port.name.slice(tickPort.length)) || 0);
  const timer = setInterval(() => port.postMessage(null), everyMs);
  port.onDisconnect.addListener(() => clearInterval(timer));
}
