import type { Runtime } from 'webextension-polyfill';
import { tickPort } from '../../wire/ports.ts';
import { connect } from './extension.ts';

/**
 * A steady tick for a hidden page of Firefox. The page's timers fire once a second there and its policy may
 * forbid workers, but messages from the extension's background are not held back. Answers how to set its pace;
 * with 0 there is none.
 */
export function createTicker(tick: () => void): (everyMs: number) => void {
  let everyMs = 0;
  let port: Runtime.Port | null = null;

  function open(): void {
    const own = everyMs > 0 ? connect(tickPort + everyMs) : null;
    port = own;
    own?.onMessage.addListener(tick);
    // The background was killed: it comes back for whoever asks.
    own?.onDisconnect.addListener(() => setTimeout(() => port === own && open(), 0));
  }

  return ms => {
    everyMs = ms;
    port?.disconnect();
    open();
  };
}
