import type { Runtime } from 'webextension-polyfill';
import { tickPort } from '../wire/ports.ts';

/** Nobody needs a faster tick: Chromium answers `getStats` from a cache for 50 ms. */
const fastestMs = 50;
/** And nobody asks for a slower one; timers take no number at will. */
const slowestMs = 60_000;

/** Ticks over a port until it closes. */
export function serveTicks(port: Runtime.Port): void {
  const everyMs = Math.min(slowestMs, Math.max(fastestMs, Number(port.name.slice(tickPort.length)) || 0));
  const timer = setInterval(() => port.postMessage(null), everyMs);
  port.onDisconnect.addListener(() => clearInterval(timer));
}
