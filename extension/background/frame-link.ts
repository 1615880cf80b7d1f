import * as v from 'valibot';
import browser, { type Runtime } from 'webextension-polyfill';
import type { TraceEvent } from '../trace/schema/events.ts';
import { validEvent } from '../trace/schema/validate.ts';
import { type Batch, type Command, type FrameDown, type FrameUp, frameUp } from '../wire/messages.ts';

export interface FrameListener {
  /**
   * The next batch is sent for when this one was taken. It begins after the sequence number `after`; `unasked`
   * by a page that leaves.
   */
  batch(batch: Batch, after: number, unasked: boolean): Promise<void>;
  cleared(frameId: string): void;
}

const commandTimeoutMs = 5_000;

/** The background's end of a frame's port. Whatever comes through it is validated here, and only here. */
export class FrameLink {
  readonly frameId: string;
  readonly tabId: number;
  readonly #port: Runtime.Port;
  readonly #listener: FrameListener;
  readonly #commands = new Map<number, (error: string | null) => void>();
  #commandIds = 0;
  /** How far the frame has streamed; `null` before it was asked to. */
  #reached: number | null = null;
  /** How often it was asked to. */
  #streams = 0;
  /** Events that did not hold to the schema: a fault, or somebody's mischief. */
  #refused = 0;
  /** Up to where the page that left had sent its events. */
  #goodbye: number | null = null;
  /** The page went into the back/forward cache. */
  #cached = false;

  constructor(frameId: string, tabId: number, port: Runtime.Port, listener: FrameListener) {
    this.frameId = frameId;
    this.tabId = tabId;
    this.#port = port;
    this.#listener = listener;
    port.onMessage.addListener((message: unknown) => this.#receive(message));
    port.onDisconnect.addListener(() => {
      // Nothing else tells of it: Chromium closes the port before the page can say a word.
      this.#cached = /back\/forward cache/i.test(browser.runtime.lastError?.message ?? '');
    });
  }

  /** Whether the page left having sent all that it had, and it came here; or can come back, and still has it. */
  get leftInOrder(): boolean {
    if (this.#cached) return true;
    return this.#goodbye !== null && (this.#reached === null || this.#reached >= this.#goodbye);
  }

  /** Asks for every event after this sequence number, and for all that follow. */
  stream(after: number): void {
    // Who watches already must not miss what lies between.
    const from = this.#reached === null ? after : Math.min(after, this.#reached);
    this.#reached = from;
    this.#streams++;
    this.#post({ type: 'stream', after: from });
  }

  /** Whether the frame opens its port again after the worker was killed. */
  keep(on: boolean): void {
    this.#post({ type: 'keep', on });
  }

  /** Resolves when the page has carried the command out. @throws Error that says why it did not. */
  command(command: Command): Promise<void> {
    const commandId = this.#commandIds++;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => finish('the page did not answer within 5 s'), commandTimeoutMs);
      const finish = (error: string | null) => {
        clearTimeout(timer);
        this.#commands.delete(commandId);
        if (error === null) resolve();
        else reject(new Error(error));
      };
      this.#commands.set(commandId, finish);
      this.#post({ type: 'command', commandId, command });
    });
  }

  close(): void {
    for (const finish of this.#commands.values()) finish('the frame is gone');
    this.#port.disconnect();
  }

  #post(message: FrameDown): void {
    try {
      this.#port.postMessage(message);
    } catch {
      // Disconnected meanwhile; `onDisconnect` tells everybody.
    }
  }

  #receive(message: unknown): void {
    const parsed = v.safeParse(frameUp, message);
    if (!parsed.success) return;
    const up: FrameUp = parsed.output;
    if (up.type === 'done') this.#commands.get(up.commandId)?.(up.error);
    else if (up.type === 'cleared') this.#listener.cleared(this.frameId);
    else if (up.type === 'bye') this.#goodbye = up.reached;
    else void this.#batch(up);
  }

  async #batch(up: Extract<FrameUp, { type: 'batch' }>): Promise<void> {
    const { events, after, reached, newest, dropped } = up;
    // It was under way when the stream was asked for from further back: what it holds comes again, in its turn.
    if (this.#reached !== null && after > this.#reached) return;
    const unasked = this.#reached === null;
    this.#reached = Math.max(reached, this.#reached ?? reached);
    const stream = this.#streams;
    const accepted = this.#accept(events, after, reached);
    const { frameId } = this;
    await this.#listener.batch(
      { type: 'batch', frameId, events: accepted, reached, newest, dropped: dropped + this.#refused },
      after,
      unasked,
    );
    if (stream === this.#streams) this.#post({ type: 'ack' });
  }

  /** In sequence, and of this batch's stretch: nobody must be given an event twice. */
  #accept(values: unknown[], after: number, reached: number): TraceEvent[] {
    let last = after;
    return values.flatMap(value => {
      const event = this.#read(value);
      if (!event || event.seq <= last || event.seq > reached) {
        this.#refused++;
        return [];
      }
      last = event.seq;
      return [event];
    });
  }

  #read(value: unknown): TraceEvent | null {
    try {
      const event = validEvent(value, 'event');
      return event.frameId === this.frameId ? event : null;
    } catch {
      return null;
    }
  }
}
