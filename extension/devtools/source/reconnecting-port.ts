import type { PanelDown, PanelUp } from '../../wire/messages.ts';

/** The part of `runtime.Port` that is used here. */
export interface MessagePortLike {
  postMessage(message: unknown): void;
  onMessage: { addListener(listener: (message: unknown) => void): void };
  onDisconnect: { addListener(listener: () => void): void };
}

export interface PortHandlers {
  opened(): void;
  received(message: PanelDown): void;
  /** The worker died; a new one is being called. */
  lost(): void;
  /** No worker can be reached any more: the extension was updated or removed. */
  detached(): void;
}

const shortestWaitMs = 100;
const longestWaitMs = 5_000;

/** A port to the background that opens itself again whenever the worker dies, which it may do at any moment. */
export class ReconnectingPort {
  readonly #connect: () => MessagePortLike;
  readonly #handlers: PortHandlers;
  #port: MessagePortLike | null = null;
  #waitMs = shortestWaitMs;

  constructor(connect: () => MessagePortLike, handlers: PortHandlers) {
    this.#connect = connect;
    this.#handlers = handlers;
  }

  open(): void {
    let port: MessagePortLike;
    try {
      port = this.#connect();
    } catch {
      this.#handlers.detached();
      return;
    }
    this.#port = port;
    port.onMessage.addListener(message => {
      this.#waitMs = shortestWaitMs;
      this.#handlers.received(message as PanelDown);
    });
    port.onDisconnect.addListener(() => this.#reopen());
    this.#handlers.opened();
  }

  /** What is sent while there is no worker is lost: the caller repeats it when the port has opened. */
  send(message: PanelUp): boolean {
    try {
      this.#port?.postMessage(message);
      return this.#port !== null;
    } catch {
      // The port died and has not said so yet.
      return false;
    }
  }

  #reopen(): void {
    this.#port = null;
    this.#handlers.lost();
    setTimeout(() => this.open(), this.#waitMs);
    this.#waitMs = Math.min(this.#waitMs * 2, longestWaitMs);
  }
}
