import browser, { type Runtime } from 'webextension-polyfill';
import type { AttachRequest, Batch, Command } from '../wire/messages.ts';
import { framePort } from '../wire/ports.ts';
import { FrameLink } from './frame-link.ts';
import type { Frames, KnownFrame } from './frames.ts';

/** A frame that opens no port for so long holds up nobody. */
const attachTimeoutMs = 5_000;

/** Somebody who wants the events of a tab: a panel, a recording, or one call of the automation API. */
export interface Watcher {
  readonly tabId: number;
  /** Frames come back to it by themselves after the worker was killed. */
  readonly keeps?: boolean;
  /** Last sequence number the watcher holds of a frame; -1 for none. `null`: it wants no events. */
  have(frameId: string): number | null;
  /** The frame waits with its next batch until this one was taken. */
  batch(batch: Batch): void | Promise<void>;
  cleared(frameId: string): void;
  /** The frames the tab has now: those that answered. */
  frames(frameIds: string[]): void;
  /** A frame is gone, with or without having sent all that it had. */
  left?(frameId: string, complete: boolean): void;
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
    for (const frameId of frameIds) this.#stream(this.#links.get(frameId), [watcher]);
    return frameIds;
  }

  unwatch(watcher: Watcher): void {
    if (!this.#watchers.delete(watcher)) return;
    const links = [...this.#links.values()].filter(link => link.tabId === watcher.tabId);
    for (const link of links) {
      if (watcher.keeps) link.keep(this.#keeps(link.tabId));
      this.#dropIfUnwatched(link);
    }
  }

  /** A frame has its first connection. Resolves when it is noted down. */
  async announced(frame: KnownFrame): Promise<void> {
    if (await this.#frames.add(frame)) void this.#welcome(frame);
  }

  async #welcome(frame: KnownFrame): Promise<void> {
    if (this.#watchersOf(frame.tabId).length === 0) return;
    if ((await this.#attach(frame)) === null) return;
    this.#stream(this.#links.get(frame.frameId), this.#watchersOf(frame.tabId));
    await this.#tellFrames(frame.tabId);
  }

  /**
   * A frame opened its port: it was asked to, or it is recorded and comes back to a worker that was killed.
   * `ready` resolves when those who watched before the worker was killed watch again.
   */
  async connected(port: Runtime.Port, ready: Promise<unknown>): Promise<void> {
    const frameId = port.name.slice(framePort.length);
    const tabId = port.sender?.tab?.id;
    if (tabId === undefined) return port.disconnect();
    const isItsName = this.#frames.add({ frameId, tabId, browserFrameId: port.sender?.frameId ?? 0 });
    const link = new FrameLink(frameId, tabId, port, {
      // A page that leaves sends what it has before anybody could ask for it.
      batch: async (batch, after, unasked) => {
        if (!(await isItsName)) return;
        await ready;
        await this.#deliver(tabId, batch, after, unasked);
      },
      cleared: cleared => {
        for (const watcher of this.#watchersOf(tabId)) watcher.cleared(cleared);
      },
    });
    const gone = new Promise<true>(resolve => port.onDisconnect.addListener(() => resolve(true)));
    if (!(await isItsName) || this.#links.has(frameId)) return link.close();
    this.#links.set(frameId, link);
    void gone.then(async () => {
      await ready;
      await this.#disconnected(link);
    });
    const opened = this.#opened.get(frameId);
    if (opened) return opened();
    await ready;
    if (this.#links.get(frameId) !== link) return;
    this.#stream(link, this.#watchersOf(tabId));
    if (this.#watchersOf(tabId).length === 0) link.keep(false);
    if (!this.#dropIfUnwatched(link)) await this.#tellFrames(tabId);
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

  async #open(frame: KnownFrame): Promise<string | null> {
    const { frameId, tabId, browserFrameId } = frame;
    const request: AttachRequest = { type: 'attach', frameId };
    const opened = new Promise<true>(resolve => this.#opened.set(frameId, () => resolve(true)));
    // Another document may be in the frame by now, and does not answer for the one that was.
    const asked = browser.tabs.sendMessage(tabId, request, { frameId: browserFrameId }).then(
      answer => answer === true && opened,
      () => false,
    );
    // A page that is held up opens its port when it comes to it.
    const late = new Promise<null>(resolve => setTimeout(resolve, attachTimeoutMs, null));
    const found = await Promise.race([asked, late]);
    this.#opened.delete(frameId);
    // It may have ended while the worker was dead. One that opened its port nevertheless says itself how it ends.
    if (found === false && !this.#links.has(frameId))
      await this.#forget(frame, false, watcher => (watcher.have(frameId) ?? -1) >= 0);
    return found ? frameId : null;
  }

  /** From where on each of them needs it: what they have already is filtered out on delivery. */
  #stream(link: FrameLink | undefined, watchers: Watcher[]): void {
    if (!link) return;
    if (this.#keeps(link.tabId)) link.keep(true);
    const cursors = watchers.map(watcher => watcher.have(link.frameId)).filter(have => have !== null);
    if (cursors.length > 0) link.stream(Math.min(...cursors));
  }

  async #deliver(tabId: number, batch: Batch, after: number, unasked: boolean): Promise<void> {
    const taken: (void | Promise<void>)[] = [];
    for (const watcher of this.#watchersOf(tabId)) {
      const have = watcher.have(batch.frameId);
      if (have === null) continue;
      if (have < after) {
        // A page that leaves does not wait for the question from where on. Who came meanwhile asks from further back.
        if (unasked) watcher.left?.(batch.frameId, false);
        continue;
      }
      const events = batch.events.filter(event => event.seq > have);
      taken.push(watcher.batch({ ...batch, events }));
    }
    await Promise.all(taken);
  }

  async #disconnected(link: FrameLink): Promise<void> {
    if (this.#links.get(link.frameId) !== link) return;
    this.#drop(link);
    await this.#forget(link, link.leftInOrder);
    await this.#tellFrames(link.tabId);
  }

  async #forget(
    { frameId, tabId }: Pick<KnownFrame, 'frameId' | 'tabId'>,
    complete: boolean,
    concerns: (watcher: Watcher) => boolean = () => true,
  ): Promise<void> {
    // It may be found gone in two ways at once, and is told of once.
    await this.#frames.remove(frameId, () => {
      for (const watcher of this.#watchersOf(tabId)) {
        if (concerns(watcher)) watcher.left?.(frameId, complete);
      }
    });
  }

  #dropIfUnwatched(link: FrameLink): boolean {
    if (this.#watchersOf(link.tabId).length > 0) return false;
    this.#drop(link);
    return true;
  }

  #keeps(tabId: number): boolean {
    return this.#watchersOf(tabId).some(watcher => watcher.keeps);
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
