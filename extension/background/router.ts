import browser, { type Runtime } from 'webextension-polyfill';
import type { Batch, Command } from '../wire/messages.ts';
import { framePort } from '../wire/ports.ts';
import { FrameLink } from './frame-link.ts';
import type { Frames, KnownFrame } from './frames.ts';

/** Somebody who wants the events of a tab: a panel, or one call of the automation API. */
export interface Watcher {
  readonly tabId: number;
  /** Last sequence number the watcher holds of a frame; -1 for none. `null`: it wants no events. */
  have(frameId: string): number | null;
  batch(batch: Batch): void;
  cleared(frameId: string): void;
  /** The frames the tab has now: those that answered. */
  frames(frameIds: string[]): void;
}

/**
 * Joins the frames of a tab to whoever watches it. Holds nothing that is not in a frame's buffer as well:
 * after the worker was killed, watchers say again what they have, and frames stream on from there.
 */
export class Router {
  readonly #frames: Frames;
  readonly #links = new Map<string, FrameLink>();
  readonly #watchers = new Set<Watcher>();

  constructor(frames: Frames) {
    this.#frames = frames;
  }

  /** Begins to deliver the tab's events. Resolves with the frames that answered. */
  async watch(watcher: Watcher): Promise<string[]> {
    this.#watchers.add(watcher);
    const frames = await this.#frames.ofTab(watcher.tabId);
    const attached = await Promise.all(frames.map(frame => this.#attach(frame)));
    const frameIds = attached.filter(frameId => frameId !== null);
    if (!this.#watchers.has(watcher)) return [];
    watcher.frames(frameIds);
    for (const frameId of frameIds) {
      const have = watcher.have(frameId);
      if (have !== null) this.#links.get(frameId)?.stream(have);
    }
    return frameIds;
  }

  unwatch(watcher: Watcher): void {
    this.#watchers.delete(watcher);
    if (this.#watchersOf(watcher.tabId).length > 0) return;
    for (const link of this.#links.values()) {
      if (link.tabId === watcher.tabId) this.#drop(link);
    }
  }

  /** A frame has its first connection. */
  async announced(frame: KnownFrame): Promise<void> {
    await this.#frames.add(frame);
    if (this.#watchersOf(frame.tabId).length === 0) return;
    if ((await this.#attach(frame)) === null) return;
    this.#links.get(frame.frameId)?.stream(-1);
    await this.#tellFrames(frame.tabId);
  }

  /** A frame opened its port. */
  connected(port: Runtime.Port): void {
    const frameId = port.name.slice(framePort.length);
    const tabId = port.sender?.tab?.id;
    if (tabId === undefined) return port.disconnect();
    const link = new FrameLink(frameId, tabId, port, {
      batch: batch => this.#deliver(tabId, batch),
      cleared: cleared => {
        for (const watcher of this.#watchersOf(tabId)) watcher.cleared(cleared);
      },
    });
    this.#links.set(frameId, link);
    port.onDisconnect.addListener(() => void this.#disconnected(link));
    this.#waiting.get(frameId)?.();
  }

  /** @throws Error that says why the command was not carried out. */
  async command(frameId: string, command: Command): Promise<void> {
    const link = this.#links.get(frameId);
    if (!link) throw new Error('the frame of this connection is gone');
    await link.command(command);
  }

  /** Clears every frame of a tab that is being watched. */
  async clear(tabId: number): Promise<void> {
    const links = [...this.#links.values()].filter(link => link.tabId === tabId);
    await Promise.all(links.map(link => link.command({ name: 'clear' })));
  }

  /** Resolves what waits for a frame's port to open. */
  readonly #waiting = new Map<string, () => void>();

  /** Makes a frame open its port. Resolves with its name, or `null` when it has gone. */
  async #attach(frame: KnownFrame): Promise<string | null> {
    const { frameId, tabId, browserFrameId } = frame;
    if (this.#links.has(frameId)) return frameId;
    const opened = new Promise<void>(resolve => this.#waiting.set(frameId, resolve));
    try {
      const request = { type: 'attach', frameId };
      const answer = await browser.tabs.sendMessage(tabId, request, { frameId: browserFrameId });
      // Another document answers for nobody by now.
      if (answer !== true) throw new Error('gone');
      await opened;
      return frameId;
    } catch {
      await this.#frames.remove(frameId);
      return null;
    } finally {
      this.#waiting.delete(frameId);
    }
  }

  #deliver(tabId: number, batch: Batch): void {
    for (const watcher of this.#watchersOf(tabId)) {
      const have = watcher.have(batch.frameId);
      if (have === null) continue;
      const events = batch.events.filter(event => event.seq > have);
      watcher.batch({ ...batch, events });
    }
  }

  async #disconnected(link: FrameLink): Promise<void> {
    if (this.#links.get(link.frameId) !== link) return;
    this.#drop(link);
    await this.#frames.remove(link.frameId);
    await this.#tellFrames(link.tabId);
  }

  #drop(link: FrameLink): void {
    this.#links.delete(link.frameId);
    link.close();
  }

  async #tellFrames(tabId: number): Promise<void> {
    const frameIds = (await this.#frames.ofTab(tabId)).map(frame => frame.frameId);
    for (const watcher of this.#watchersOf(tabId)) watcher.frames(frameIds);
  }

  #watchersOf(tabId: number): Watcher[] {
    return [...this.#watchers].filter(watcher => watcher.tabId === tabId);
  }
}
