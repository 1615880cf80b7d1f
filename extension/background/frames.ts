import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { id, integer } from '../trace/schema/primitives.ts';

/** Where a frame with connections lives. */
const knownFrame = v.object({
  /** The name it gave itself. */
  frameId: id,
  tabId: integer,
  /** The browser's number of the frame within its tab. */
  browserFrameId: integer,
});
export type KnownFrame = v.InferOutput<typeof knownFrame>;

const keyPrefix = 'frame/';

/**
 * The frames that announced themselves. Kept in `storage.session`, so that a worker that was killed knows
 * them again; a frame that has gone is found out when it does not answer.
 */
export class Frames {
  readonly #known = new Map<string, KnownFrame>();
  readonly #loaded: Promise<void>;

  constructor() {
    this.#loaded = this.#load();
  }

  /** Whether the frame may bear its name: no other tab can take it. */
  async add(frame: KnownFrame): Promise<boolean> {
    await this.#loaded;
    const known = this.#known.get(frame.frameId);
    if (known) return known.tabId === frame.tabId;
    this.#known.set(frame.frameId, frame);
    await browser.storage.session.set({ [keyPrefix + frame.frameId]: frame });
    return true;
  }

  /** Forgets a frame; first calls `tell`, unless it was forgotten before. */
  async remove(frameId: string, tell: () => void): Promise<void> {
    await this.#loaded;
    if (this.#known.delete(frameId)) tell();
    await browser.storage.session.remove(keyPrefix + frameId);
  }

  async find(frameId: string): Promise<KnownFrame | undefined> {
    await this.#loaded;
    return this.#known.get(frameId);
  }

  async ofTab(tabId: number): Promise<KnownFrame[]> {
    return (await this.all()).filter(frame => frame.tabId === tabId);
  }

  async all(): Promise<KnownFrame[]> {
    await this.#loaded;
    return [...this.#known.values()];
  }

  async #load(): Promise<void> {
    const stored = await browser.storage.session.get(null);
    for (const [key, value] of Object.entries(stored)) {
      if (key.startsWith(keyPrefix) && v.is(knownFrame, value)) this.#known.set(value.frameId, value);
    }
  }
}
