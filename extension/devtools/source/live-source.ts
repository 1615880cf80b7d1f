import { signal } from '@preact/signals';
import type { TraceEvent } from '../../trace/schema/events.ts';
import type { Command, PanelDown, PanelUp } from '../../wire/messages.ts';
import { EventClock } from './event-clock.ts';
import { FrameLog } from './frame-log.ts';
import { type MessagePortLike, ReconnectingPort } from './reconnecting-port.ts';
import type { Snapshot, SourceCommands, SourceStatus, TraceSource } from './source.ts';

export interface LiveSourceOptions {
  tabId: number;
  connect(): MessagePortLike;
  reloadPage(): void;
  /** Calls back before the next drawing; `requestAnimationFrame` in the panel. */
  schedule(callback: () => void): void;
  /** Monotonic milliseconds. */
  elapsed(): number;
}

/** How long after a navigation the old page's frames may still be reported as gone. */
const leavingMs = 3_000;

/** The trace of the inspected tab: port → log and fold → one signal, set at most once a drawing. */
export class LiveSource implements TraceSource {
  readonly #options: LiveSourceOptions;
  readonly #log = new FrameLog();
  readonly #clock: EventClock;
  readonly #port: ReconnectingPort;
  readonly #recording = signal(false);
  #scheduled = false;
  #leavingUntil = 0;

  readonly snapshot = signal<Snapshot>(this.#log.snapshot());
  readonly status = signal<SourceStatus>('connecting');
  readonly refusal = signal<string | null>(null);
  readonly commands: SourceCommands;

  constructor(options: LiveSourceOptions) {
    this.#options = options;
    this.#clock = new EventClock(options.elapsed);
    this.#port = new ReconnectingPort(options.connect, {
      opened: () => void this.#port.send({ type: 'watch', tabId: options.tabId, have: this.#log.have() }),
      received: message => this.#receive(message),
      lost: () => {
        this.status.value = 'reconnecting';
      },
      detached: () => {
        this.status.value = 'detached';
      },
    });
    this.commands = {
      clear: () => this.#clear(),
      restartIce: connectionId => this.#command({ name: 'restart-ice', connectionId }),
      recording: this.#recording,
      record: on => this.#ask({ type: 'record', on }),
      reloadPage: options.reloadPage,
    };
    this.#port.open();
  }

  now(): number {
    return this.#clock.now();
  }

  events(): TraceEvent[] {
    return this.#log.events();
  }

  eventLists(): TraceEvent[][] {
    return this.#log.eventLists();
  }

  /** The tab went to another page: what the old one told makes way. */
  navigated(): void {
    // The browsers differ in what they tell first, the navigation or that the old frames are gone.
    this.#leavingUntil = this.#options.elapsed() + leavingMs;
    this.#log.forgetGone();
    this.#changed();
  }

  #receive(message: PanelDown): void {
    this.status.value = 'live';
    switch (message.type) {
      case 'batch': {
        const last = message.events.at(-1);
        if (last) this.#clock.note(last.t);
        if (this.#log.append(message)) this.#changed();
        return;
      }
      case 'frames':
        this.#log.setPresent(message.frameIds);
        if (this.#options.elapsed() < this.#leavingUntil) this.#log.forgetGone();
        return this.#changed();
      case 'cleared':
        this.#log.forget(message.frameId);
        return this.#changed();
      case 'recording':
        this.#recording.value = message.on;
        return;
      case 'refused':
        this.refusal.value = message.reason;
    }
  }

  #clear(): void {
    // Frames that are gone cannot be told to clear themselves.
    this.#log.forgetGone();
    this.#changed();
    this.#command({ name: 'clear' });
  }

  #command(command: Command): void {
    this.#ask({ type: 'command', command });
  }

  #ask(message: PanelUp): void {
    const sent = this.#port.send(message);
    this.refusal.value = sent ? null : 'IceScope’s worker is being restarted. Try again in a moment.';
  }

  #changed(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#options.schedule(() => {
      this.#scheduled = false;
      this.snapshot.value = this.#log.snapshot();
    });
  }
}
