import { computed, signal } from '@preact/signals';
import browser, { type Tabs } from 'webextension-polyfill';
import { topPage } from '../background/top-page.ts';
import { ask } from '../recordings/ask.ts';
import { onChange } from '../recordings/changes.ts';
import type { RecordedPage, Recording } from '../recordings/recording.ts';
import { Settings } from '../recordings/settings.ts';
import { RecordingStore } from '../recordings/store.ts';

/** The tab that the popup was opened on. `page` is `null` where IceScope is not in the page. */
export interface PopupTab {
  id: number;
  page: RecordedPage | null;
  isPrivate: boolean;
}

/** What the popup knows, and its verbs. */
export class PopupModel {
  readonly tab = signal<PopupTab | null>(null);
  readonly recordings = signal<Recording[]>([]);
  readonly bySite = signal(false);
  readonly problem = signal<string | null>(null);
  /** The recording that this popup has seen: it stays in view when it is over. */
  readonly #seen = signal<string | null>(null);
  readonly #store = new RecordingStore();
  readonly #settings = new Settings();

  /** The recording of this tab: the one that goes on, or else the one that was just ended. */
  readonly recording = computed<Recording | null>(() => {
    const { tab, recordings } = this;
    const active = recordings.value.find(each => each.endedAt === null && each.tabId === tab.value?.id);
    return active ?? recordings.value.find(({ id }) => id === this.#seen.value) ?? null;
  });
  /** A recording of this site that was interrupted, and goes on here as soon as the page makes a connection. */
  readonly waiting = computed<Recording | null>(() => {
    const origin = this.tab.value?.page?.origin;
    const waits = (each: Recording) => each.endedAt === null && each.tabId === null;
    return (origin && this.recordings.value.find(each => waits(each) && each.page.origin === origin)) || null;
  });

  /** `tabId`: the tab to record; without it, the one in front. */
  async start(tabId: number | null): Promise<void> {
    const tab = tabId === null ? await frontTab() : await browser.tabs.get(tabId);
    if (tab?.id === undefined) return;
    const page = await topPage(tab.id);
    this.tab.value = { id: tab.id, page, isPrivate: tab.incognito };
    this.bySite.value = page?.origin ? await this.#settings.recordsSite(page.origin) : false;
    onChange(() => void this.refresh());
    await this.refresh();
  }

  async refresh(): Promise<void> {
    this.recordings.value = await this.#store.list();
    const { recording } = this;
    if (recording.value) this.#seen.value = recording.value.id;
  }

  async record(): Promise<void> {
    const tab = this.tab.peek();
    if (!tab) return;
    this.#seen.value = null;
    await this.#ask({ type: 'record', tabId: tab.id });
  }

  async stop(recordingId: string): Promise<void> {
    await this.#ask({ type: 'stop', recordingId });
  }

  /** Adds a remark; whether it was taken. */
  async mark(recordingId: string, text: string): Promise<boolean> {
    await this.#ask({ type: 'mark', recordingId, text });
    return this.problem.peek() === null;
  }

  /** Records this site from now on, this tab included. */
  async recordSite(on: boolean): Promise<void> {
    const origin = this.tab.peek()?.page?.origin;
    if (!origin) return;
    await this.#settings.setRecordsSite(origin, on);
    this.bySite.value = on;
    if (on && this.recording.peek()?.endedAt !== null) await this.record();
  }

  async #ask(request: Parameters<typeof ask>[0]): Promise<void> {
    this.problem.value = await ask(request);
    await this.refresh();
  }
}

async function frontTab(): Promise<Tabs.Tab | undefined> {
  return (await browser.tabs.query({ active: true, currentWindow: true }))[0];
}
