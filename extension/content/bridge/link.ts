import type { Runtime } from 'webextension-polyfill';
import type { FrameDown, FrameUp } from '../../wire/messages.ts';
import type { FrameBuffer } from './buffer.ts';

/** A batch is closed at this size: small enough to keep every process responsive. */
const batchBytes = 500_000;

/**
 * Streams the buffer over one port: the next batch leaves when the last was acknowledged, so a slow receiver
 * is never flooded and a fast one never waits.
 */
export class Link {
  readonly #port: Runtime.Port;
  readonly #frameId: string;
  readonly #buffer: FrameBuffer;
  /** Every event up to this one is in safe hands. */
  #acknowledged: number;
  #sent: number;
  #streaming = false;
  #inFlight = false;

  /** `acknowledged` by whoever listened before. */
  constructor(port: Runtime.Port, frameId: string, buffer: FrameBuffer, acknowledged = -1) {
    this.#port = port;
    this.#frameId = frameId;
    this.#buffer = buffer;
    this.#acknowledged = acknowledged;
    this.#sent = acknowledged;
  }

  get acknowledged(): number {
    return this.#acknowledged;
  }

  /** The receiver says where to go on, or that it took the last batch. */
  take(message: Extract<FrameDown, { type: 'stream' | 'ack' }>): void {
    this.#inFlight = false;
    if (message.type === 'stream') {
      this.#streaming = true;
      this.#sent = message.after;
    }
    this.#acknowledged = this.#sent;
    this.#send(message.type === 'stream');
  }

  /** There are new events in the buffer. */
  flush(): void {
    if (this.#streaming && !this.#inFlight) this.#send(false);
  }

  /** The page leaves: nobody can be waited for any more. Who keeps the events gets them though it did not ask yet. */
  leave(kept: boolean): void {
    if (this.#streaming || kept) {
      while (this.#send(false)) {}
      this.#post({ type: 'bye', reached: this.#sent });
    }
    // Firefox leaves it open for a page in the back/forward cache, which comes back with another one.
    this.#port.disconnect();
  }

  cleared(): void {
    this.#post({ type: 'cleared', frameId: this.#frameId });
  }

  done(commandId: number, error: string | null): void {
    this.#post({ type: 'done', commandId, error });
  }

  #send(evenIfEmpty: boolean): boolean {
    const { newest, dropped } = this.#buffer;
    const events = this.#buffer.after(this.#sent, batchBytes);
    if (events.length === 0 && !evenIfEmpty) return false;
    const after = this.#sent;
    const reached = events.at(-1)?.seq ?? Math.max(after, newest);
    this.#sent = reached;
    this.#inFlight = true;
    this.#post({ type: 'batch', frameId: this.#frameId, events, after, reached, newest, dropped });
    return true;
  }

  #post(message: FrameUp): void {
    try {
      this.#port.postMessage(message);
    } catch {
      // The port is closed, and has not said so yet: whoever listens next says where to go on.
    }
  }
}
