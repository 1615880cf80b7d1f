import browser from 'webextension-polyfill';
import {
  newRecording,
  type RecordedPage,
  type Recording,
  type RecordingEnd,
} from '../recordings/recording.ts';
import type { Settings } from '../recordings/settings.ts';
import type { RecordingStore, Remark } from '../recordings/store.ts';
import { endedEarly } from '../recordings/words.ts';
import type { TraceEvent } from '../trace/schema/events.ts';
import { clearBadge, showEnded, showRecording } from './badge.ts';
import { collect } from './collect.ts';
import type { Router } from './router.ts';
import { continuesSession } from './session.ts';
import { TabRecording } from './tab-recording.ts';
import { topPage } from './top-page.ts';

/** Closing the browser closes its windows first; who is still here after this has only closed a window. */
const quittingMs = 3_000;

/** A frame that does not answer for so long holds up nobody. */
const catchUpMs = 2_000;

const restartedText =
  'The browser or IceScope was restarted. What pages had not handed over by then is lost.';

/**
 * Which tabs are recorded. What it knows is on disk: a worker that was killed goes on where it was, and after a
 * restart of the browser a recording waits until its page is opened again.
 */
export class Recorder {
  readonly #store: RecordingStore;
  readonly #settings: Settings;
  readonly #router: Router;
  readonly #active = new Map<string, TabRecording>();
  /** Beginnings and ends, one after the other. */
  #queue: Promise<unknown>;
  /** Resolves when the recordings of a worker that was killed go on. */
  readonly ready: Promise<void>;
  /** Told when the recording of a tab begins or ends. */
  toggled: (tabId: number, on: boolean) => void = () => {};
  /** Told of each remark. */
  marked: (tabId: number, mark: TraceEvent) => void = () => {};
  /** Told when the first recording begins and when the last one ends. */
  readonly #busy: (busy: boolean) => void;

  constructor(store: RecordingStore, settings: Settings, router: Router, busy: (busy: boolean) => void) {
    this.#busy = busy;
    this.#store = store;
    this.#settings = settings;
    this.#router = router;
    // A disk that cannot be read must not hold up the panels; who records is told when it is written.
    this.ready = this.#resume().catch(() => {});
    this.#queue = this.ready;
  }

  isRecording(tabId: number): boolean {
    return this.#ofTab(tabId) !== undefined;
  }

  /**
   * Records a tab from now on, with all that its frames still hold. A tab that is recorded already goes on.
   * @throws Error that says why it cannot be recorded.
   */
  record(tabId: number): Promise<Recording> {
    return this.#serially(async () => {
      const current = this.#ofTab(tabId);
      if (current) return current.recording;
      const tab = await browser.tabs.get(tabId).catch(() => null);
      if (!tab) throw new Error(`There is no tab ${tabId}.`);
      if (tab.incognito) {
        throw new Error('Private windows are not recorded: a recording is written to disk.');
      }
      const page = await topPage(tabId);
      if (!page) {
        throw new Error(
          'This page cannot be recorded. If it was open before IceScope was installed or updated, load it again; the browser’s own pages are out of reach.',
        );
      }
      const waiting = await this.#waitingFor(page);
      return waiting ? this.#adopt(waiting, tabId, page) : this.#begin(tabId, page, false);
    });
  }

  /** Ends a recording. What it holds is kept. */
  stop(id: string, end: RecordingEnd = 'stopped'): Promise<void> {
    return this.#serially(() => this.#end(id, end));
  }

  /** Ends the recording of a tab, and answers with its name; `null` where there is none. */
  async stopTab(tabId: number, end: RecordingEnd = 'stopped'): Promise<string | null> {
    await this.ready;
    const id = this.#ofTab(tabId)?.recording.id ?? null;
    if (id !== null) await this.stop(id, end);
    return id;
  }

  /** Adds a remark of a person to a recording. @throws Error when it is over. */
  async mark(id: string, text: string): Promise<void> {
    await this.ready;
    const active = this.#active.get(id);
    if (!active) throw new Error('This recording is over.');
    await this.#mark(id, active.tabId, { text, by: 'person' });
  }

  async markTab(tabId: number, text: string): Promise<void> {
    await this.ready;
    const current = this.#ofTab(tabId);
    if (!current) throw new Error(`Tab ${tabId} is not being recorded.`);
    await this.mark(current.recording.id, text);
  }

  /** The remarks on the recording of a tab. */
  async marksOf(tabId: number): Promise<TraceEvent[]> {
    const id = this.#ofTab(tabId)?.recording.id;
    const marks: TraceEvent[] = [];
    if (id === undefined) return marks;
    for await (const events of this.#store.events(id, id)) marks.push(...events);
    return marks;
  }

  /** A frame of the tab has its first connection: a rule may ask for a recording, or one may wait for it. */
  frameAnnounced(tabId: number, isPrivate: boolean): Promise<void> {
    return this.#serially(async () => {
      const page = await topPage(tabId);
      await this.#shows(tabId, page);
      if (!page || isPrivate || this.#ofTab(tabId)) return;
      const waiting = await this.#waitingFor(page);
      if (waiting) await this.#adopt(waiting, tabId, page);
      else if (await this.#isAlwaysRecorded(page)) await this.#begin(tabId, page, true);
    });
  }

  /** A tab that may be recorded went elsewhere; `loaded`: it has arrived. */
  tabNavigated(tabId: number, loaded: boolean): Promise<void> {
    return this.#serially(async () => {
      if (loaded && this.#ofTab(tabId)) await this.#shows(tabId, await topPage(tabId));
      // The browser takes a tab's badge away when it navigates.
      const current = this.#ofTab(tabId);
      if (current) showRecording(tabId, current.recording);
    });
  }

  tabClosed(tabId: number, withWindow: boolean): void {
    if (!withWindow) void this.stopTab(tabId, 'tab-closed');
    else unlessQuitting(() => this.stopTab(tabId, 'tab-closed'));
  }

  async delete(ids: string[]): Promise<void> {
    for (const id of ids) await this.stop(id);
    await this.#store.delete(ids);
  }

  async #resume(): Promise<void> {
    const sameSession = await continuesSession();
    for (const recording of await this.#store.active()) {
      if (recording.tabId === null) continue;
      const tab = sameSession && (await browser.tabs.get(recording.tabId).catch(() => null));
      if (tab) await this.#watch(recording.tabId, recording);
      else if (sameSession) unlessQuitting(() => this.stop(recording.id, 'tab-closed'));
      else await this.#store.change(recording.id, { tabId: null });
    }
    await this.#store.purge();
  }

  /** What the tab shows now. A rule's recording ends with its site. */
  async #shows(tabId: number, page: RecordedPage | null): Promise<void> {
    const current = this.#ofTab(tabId);
    if (!current) return;
    const { id, bySite, page: before } = current.recording;
    if (bySite && page?.origin !== before.origin) await this.#end(id, 'left-site');
    else if (page) await this.#store.change(id, { page });
  }

  async #isAlwaysRecorded({ origin }: RecordedPage): Promise<boolean> {
    return origin !== null && (await this.#settings.recordsSite(origin));
  }

  async #waitingFor(page: RecordedPage): Promise<Recording | undefined> {
    if (page.origin === null) return undefined;
    const waiting = (await this.#store.active()).filter(
      ({ tabId, page: { origin } }) => tabId === null && origin === page.origin,
    );
    return waiting.find(({ page: { url } }) => url === page.url) ?? waiting[0];
  }

  async #adopt(waiting: Recording, tabId: number, page: RecordedPage): Promise<Recording> {
    const restarted: Remark = { text: restartedText, by: 'icescope' };
    // As one: a worker that is killed between the two would begin again, and mark it twice.
    const recording = await this.#mark(waiting.id, tabId, restarted, { tabId, page });
    await this.#watch(tabId, recording);
    return recording;
  }

  async #begin(tabId: number, page: RecordedPage, bySite: boolean): Promise<Recording> {
    const recording = newRecording(recordingId(), tabId, page, bySite);
    await this.#store.create(recording);
    await this.#watch(tabId, recording);
    return recording;
  }

  async #watch(tabId: number, recording: Recording): Promise<void> {
    const active = await TabRecording.open(tabId, recording, this.#store, {
      changed: changed => showRecording(tabId, changed),
      failed: ({ id }, end) => void this.stop(id, end),
      cutOff: ({ id }, lastEvent) => void this.#tellCutOff(id, tabId, lastEvent),
    });
    this.#active.set(recording.id, active);
    this.#tellBusy();
    showRecording(tabId, recording);
    this.toggled(tabId, true);
    // Not awaited: frames that do not answer must hold up nobody.
    void this.#router.watch(active);
  }

  async #end(id: string, end: RecordingEnd): Promise<void> {
    const active = this.#active.get(id);
    if (active) {
      if (end === 'stopped') await this.#catchUp(active);
      this.#active.delete(id);
      this.#tellBusy();
      this.#router.unwatch(active);
      await active.close();
      this.toggled(active.tabId, false);
    }
    if (active) {
      if (endedEarly(end)) showEnded(active.tabId, end);
      else clearBadge(active.tabId);
    }
    const recording = await this.#store.get(id);
    if (!recording || recording.endedAt !== null) return;
    await this.#store.change(id, endedAs(end)).catch(() => this.#store.endForLackOfRoom(id));
  }

  /** What happened until somebody pressed Stop is recorded, though its frames may not have sent it yet. */
  async #catchUp(active: TabRecording): Promise<void> {
    const have = (frameId: string) => active.have(frameId);
    await collect(active.tabId, this.#router, { have, timeoutMs: catchUpMs });
  }

  async #tellCutOff(id: string, tabId: number, lastEvent: number | null): Promise<void> {
    const after = lastEvent === null ? '' : ` after ${new Date(lastEvent).toISOString()}`;
    const text = `A frame ended without a goodbye, as in a crash. What it recorded${after} is lost, if anything.`;
    // A recording that was deleted by now needs no remark.
    const tell = () => this.#mark(id, tabId, { text, by: 'icescope' }).catch(() => {});
    if (await browser.tabs.get(tabId).catch(() => null)) await tell();
    else unlessQuitting(tell);
  }

  async #mark(id: string, tabId: number, remark: Remark, change?: Partial<Recording>): Promise<Recording> {
    const { mark, recording } = await this.#store.mark(id, remark, change);
    this.marked(tabId, mark);
    return recording;
  }

  #tellBusy(): void {
    this.#busy(this.#active.size > 0);
  }

  #ofTab(tabId: number): TabRecording | undefined {
    return [...this.#active.values()].find(active => active.tabId === tabId);
  }

  #serially<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(task);
    this.#queue = result.catch(() => {});
    return result;
  }
}

/** When the browser quits, nothing comes of this: the recording waits for its page to come back. */
function unlessQuitting(task: () => unknown): void {
  setTimeout(task, quittingMs);
}

function endedAs(end: RecordingEnd): Partial<Recording> {
  return { tabId: null, endedAt: Date.now(), end };
}

/** Marks bear it as their `frameId`, whose names are shorter: they cannot be confused. */
function recordingId(): string {
  return `recording-${crypto.randomUUID()}`;
}
