import browser, { type Runtime } from 'webextension-polyfill';
import type { AttachRequest, Batch, Command } from '../wire/messages.ts';
import { framePort } from '../wire/ports.ts';
import { FrameLink } from './frame-link.ts';
import type { Frames, KnownFrame } from './frames.ts';

/** A frame that opens no port for so long is taken to be gone. */
const attachTimeoutMs = 5_000;

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
  readonly #attaching = new Map<string, Promise<string | null>>();
  /** What to call when a frame's port opens. */
  readonly #opened = new Map<string, () => void>();

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
    this.#opened.get(frameId)?.();
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

  /** Makes a frame open its port. Resolves with its name, or `null` when it has gone. */
  #attach(frame: KnownFrame): Promise<string | null> {
    const { frameId } = frame;
    if (this.#links.has(frameId)) return Promise.resolve(frameId);
    // Several watchers may ask at once; the frame opens one port for all.
    let attaching = this.#attaching.get(frameId);
    if (!attaching) {
      attaching = this.#open(frame).finally(() => this.#attaching.delete(frameId));
      this.#attaching.set(frameId, attaching);
    }
    return attaching;
  }

  async #open({ frameId, tabId, browserFrameId }: KnownFrame): Promise<string | null> {
    const opened = new Promise<void>((resolve, reject) => {
      this.#opened.set(frameId, resolve);
      setTimeout(reject, attachTimeoutMs);
    });
    opened.catch(() => {});
    try {
      const request: AttachRequest = { type: 'attach', frameId };
      const answer = await browser.tabs.sendMessage(tabId, request, { frameId: browserFrameId });
      // Another document is in the frame by now, and does not answer for the one that was.
      if (answer !== true) throw new Error('gone');
      await opened;
      return frameId;
    } catch {
      await this.#frames.remove(frameId);
      return null;
    } finally {
      this.#opened.delete(frameId);
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
