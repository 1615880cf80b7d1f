import * as v from 'valibot';
import type { Runtime } from 'webextension-polyfill';
import { type Batch, type Command, type PanelDown, panelUp } from '../wire/messages.ts';
import type { Router, Watcher } from './router.ts';

/** Serves one panel over its port. */
export function servePanel(port: Runtime.Port, router: Router): void {
  let watcher: PanelWatcher | null = null;
  port.onMessage.addListener((message: unknown) => {
    const parsed = v.safeParse(panelUp, message);
    if (!parsed.success) return;
    if (parsed.output.type === 'watch') {
      if (watcher) router.unwatch(watcher);
      watcher = new PanelWatcher(port, parsed.output.tabId, parsed.output.have);
      void router.watch(watcher);
    } else if (watcher) {
      void carryOut(parsed.output.command, watcher, router);
    }
  });
  port.onDisconnect.addListener(() => {
    if (watcher) router.unwatch(watcher);
  });
}

async function carryOut(command: Command, watcher: PanelWatcher, router: Router): Promise<void> {
  try {
    if (command.name === 'clear') await router.clear(watcher.tabId);
    else await router.command(frameOf(command.connectionId), command);
  } catch (error) {
    watcher.post({ type: 'refused', command, reason: (error as Error).message });
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
