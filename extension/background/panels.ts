import * as v from 'valibot';
import type { Runtime } from 'webextension-polyfill';
import type { TraceEvent } from '../trace/schema/events.ts';
import { type Batch, type Command, type PanelDown, type PanelUp, panelUp } from '../wire/messages.ts';
import type { Recorder } from './recorder.ts';
import type { Router, Watcher } from './router.ts';

/** The panels that are open, each over its port. */
export class Panels {
  readonly #router: Router;
  readonly #recorder: Recorder;
  readonly #watchers = new Set<PanelWatcher>();

  constructor(router: Router, recorder: Recorder) {
    this.#router = router;
    this.#recorder = recorder;
    recorder.toggled = (tabId, on) => {
      for (const watcher of this.#ofTab(tabId)) watcher.post({ type: 'recording', on });
    };
    recorder.marked = (tabId, event) => {
      for (const watcher of this.#ofTab(tabId)) watcher.marks([event]);
    };
  }

  serve(port: Runtime.Port): void {
    let watcher: PanelWatcher | null = null;
    port.onMessage.addListener((message: unknown) => {
      const parsed = v.safeParse(panelUp, message);
      if (!parsed.success) return;
      const up = parsed.output;
      if (up.type === 'watch') {
        if (watcher) this.#close(watcher);
        watcher = new PanelWatcher(port, up.tabId, up.have);
        void this.#open(watcher);
      } else if (watcher) {
        void this.#carryOut(up, watcher);
      }
    });
    port.onDisconnect.addListener(() => {
      if (watcher) this.#close(watcher);
    });
  }

  async #open(watcher: PanelWatcher): Promise<void> {
    this.#watchers.add(watcher);
    void this.#router.watch(watcher);
    await this.#recorder.ready;
    watcher.post({ type: 'recording', on: this.#recorder.isRecording(watcher.tabId) });
    watcher.marks(await this.#recorder.marksOf(watcher.tabId));
  }

  #close(watcher: PanelWatcher): void {
    this.#watchers.delete(watcher);
    this.#router.unwatch(watcher);
  }

  async #carryOut(up: Exclude<PanelUp, { type: 'watch' }>, watcher: PanelWatcher): Promise<void> {
    try {
      if (up.type === 'record') await this.#record(watcher.tabId, up.on);
      else await this.#command(watcher.tabId, up.command);
    } catch (error) {
      watcher.post({ type: 'refused', reason: (error as Error).message });
    }
  }

  async #record(tabId: number, on: boolean): Promise<void> {
    if (on) await this.#recorder.record(tabId);
    else await this.#recorder.stopTab(tabId);
  }

  async #command(tabId: number, command: Command): Promise<void> {
    if (command.name === 'clear') await this.#router.clear(tabId);
    else await this.#router.command(frameOf(command.connectionId), command);
  }

  #ofTab(tabId: number): PanelWatcher[] {
    return [...this.#watchers].filter(watcher => watcher.tabId === tabId);
  }
}

/** The frame that a connection lives in: the first part of its name. */
export function frameOf(connectionId: string): string {
  return connectionId.split('.', 1)[0] ?? '';
}

class PanelWatcher implements Watcher {
  readonly tabId: number;
  readonly #port: Runtime.Port;
  readonly #have: Map<string, number>;

  constructor(port: Runtime.Port, tabId: number, have: Record<string, number>) {
    this.#port = port;
    this.tabId = tabId;
    this.#have = new Map(Object.entries(have));
  }

  have(frameId: string): number {
    return this.#have.get(frameId) ?? -1;
  }

  batch(batch: Batch): void {
    this.#have.set(batch.frameId, Math.max(this.have(batch.frameId), batch.reached));
    this.post(batch);
  }

  /** The marks of a recording, numbered from 0 under its name. */
  marks(events: TraceEvent[]): void {
    const last = events.at(-1);
    if (!last) return;
    const { frameId, seq } = last;
    this.batch({ type: 'batch', frameId, events, reached: seq, newest: seq, dropped: 0 });
  }

  cleared(frameId: string): void {
    this.post({ type: 'cleared', frameId });
  }

  frames(frameIds: string[]): void {
    this.post({ type: 'frames', frameIds });
  }

  post(message: PanelDown): void {
    try {
      this.#port.postMessage(message);
    } catch {
      // The panel closed meanwhile.
    }
  }
}
