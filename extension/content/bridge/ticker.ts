import type { Runtime } from 'webextension-polyfill';
import { tickPort } from '../../wire/ports.ts';
import { connect } from './extension.ts';

/**
 * A steady tick for a hidden page of Firefox. The page's timers fire once a second there and its policy may
 * forbid workers, but messages from the extension's background are not held back.
 */
export class Ticker {
  readonly #tick: () => void;
  #everyMs = 0;
  #port: Runtime.Port | null = null;

  constructor(tick: () => void) {
    this.#tick = tick;
  }

  /** With 0, never. */
  tickEvery(ms: number): void {
    this.#everyMs = ms;
    this.#port?.disconnect();
    this.#open();
  }

  #open(): void {
    const port = this.#everyMs > 0 ? connect(tickPort + this.#everyMs) : null;
    this.#port = port;
    port?.onMessage.addListener(this.#tick);
    // The background was killed: it comes back for whoever asks.
    port?.onDisconnect.addListener(() => setTimeout(() => this.#port === port && this.#open(), 0));
  }
}
