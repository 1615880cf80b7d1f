import type { CDPSession, Page } from 'puppeteer-core';
import type { Recording } from '../../extension/recordings/recording.ts';
import type { TraceEvent } from '../../extension/trace/schema/events.ts';
import type { Trace } from '../../extension/trace/schema/trace.ts';
import type { RecorderRequest } from '../../extension/wire/messages.ts';
import { extensionDirectory } from '../../tools/extension-build.ts';
import { bundle } from './bundle.ts';
import type { Chromium } from './chromium.ts';
import { waitFor } from './wait-for.ts';

/** What a panel holds. */
export interface Watched {
  status: string;
  missing: number;
  events: TraceEvent[];
}

/** Writes a little into a database and closes it. A promise of the name of the error, if any. */
const writeOnce = `new Promise(resolve => {
  const opening = indexedDB.open('room');
  const end = error => {
    opening.result?.close();
    resolve(error?.name);
  };
  opening.onupgradeneeded = () => opening.result.createObjectStore('room');
  opening.onerror = () => resolve(opening.error.name);
  opening.onsuccess = () => {
    const transaction = opening.result.transaction('room', 'readwrite');
    transaction.objectStore('room').put('x'.repeat(1_000), 0);
    transaction.oncomplete = () => end();
    transaction.onabort = () => end(transaction.error);
  };
})`;

/**
 * A page of the extension's own, in a window of its own. It asks of the background what popup and panel ask, with no
 * debugger attached to the worker: such a worker lives and dies as it does for people.
 */
export class ExtensionPage {
  readonly page: Page;
  readonly #session: CDPSession;
  #deaths = 0;

  private constructor(page: Page, session: CDPSession) {
    this.page = page;
    this.#session = session;
  }

  static async open({ browser, extensionId }: Chromium): Promise<ExtensionPage> {
    const page = await browser.newPage({ type: 'window' });
    await page.goto(`chrome-extension://${extensionId}/extension/viewer/viewer.html`);
    const session = await page.createCDPSession();
    const opened = new ExtensionPage(page, session);
    session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      for (const { runningStatus } of versions) if (runningStatus === 'stopped') opened.#deaths++;
    });
    await session.send('ServiceWorker.enable');
    return opened;
  }

  /** How often the worker has died so far. */
  get deaths(): number {
    return this.#deaths;
  }

  /** Ends the worker as the browser does when it reclaims it: at once, with no event and no goodbye. */
  async killWorker(): Promise<void> {
    await this.#session.send('ServiceWorker.stopAllWorkers');
  }

  /** Lets the browser give the extension no room on its disk any more, or all there is again. */
  async limitDisk(full: boolean): Promise<void> {
    const [origin] = /^[\w-]+:\/\/\w+/.exec(this.page.url())!;
    await this.#session.send('Storage.overrideQuotaForOrigin', { origin, ...(full && { quotaSize: 1 }) });
    if (!full) return;
    // It counts on for up to 30 s with the room there was, or until nobody has had a database open for a while.
    await this.page.reload();
    await this.killWorker();
    await waitFor(
      'the disk to be full',
      async () => (await this.page.evaluate(writeOnce)) === 'QuotaExceededError',
      {
        timeoutMs: 45_000,
        intervalMs: 3_000,
      },
    );
  }

  /** Loads the extension anew, as an update does. This page goes with it. */
  async reloadExtension({ browser }: Chromium, directory = extensionDirectory('chrome')): Promise<void> {
    const closed = new Promise(resolve => this.page.once('close', resolve));
    await browser.installExtension(directory);
    await closed;
  }

  /** The number of the tab that was opened last. */
  async newestTab(): Promise<number> {
    const ids = 'chrome.tabs.query({}).then(tabs => tabs.map(({ id }) => id))';
    return Math.max(...((await this.page.evaluate(ids)) as number[]));
  }

  /** Asks the background. @throws Error where it refuses. */
  async ask(request: RecorderRequest): Promise<void> {
    const answer = (await this.page.evaluate(`chrome.runtime.sendMessage(${JSON.stringify(request)})`)) as {
      error: string | null;
    };
    if (answer.error !== null) throw new Error(answer.error);
  }

  /** The newest recording, without its events. */
  async newest(): Promise<Recording> {
    await this.#define('../extension/recordings/store.ts', 'icescopeStore');
    const list = 'new icescopeStore.RecordingStore().list().then(all => JSON.stringify(all[0]))';
    return JSON.parse((await this.page.evaluate(list)) as string) as Recording;
  }

  /** What the newest recording holds by now. */
  async newestRecording(): Promise<Trace> {
    await this.#define('../extension/recordings/store.ts', 'icescopeStore');
    await this.#define('../extension/recordings/recorded-trace.ts', 'icescopeTrace');
    const read = `(async () => {
      const store = new icescopeStore.RecordingStore();
      const [newest] = await store.list();
      return JSON.stringify(await icescopeTrace.recordedTrace(store, newest.id));
    })()`;
    return JSON.parse((await this.page.evaluate(read)) as string) as Trace;
  }

  /** Puts a module of the extension's into the page, once. */
  async #define(module: string, global: string): Promise<void> {
    if (await this.page.evaluate(`'${global}' in globalThis`)) return;
    await this.page.evaluate(`${await bundle(module, global)}; globalThis.${global} = ${global}; undefined`);
  }

  /** Watches a tab with the panel's own source of events. */
  async watch(tabId: number): Promise<void> {
    await this.#define('../extension/devtools/source/live-source.ts', 'icescopeSource');
    await this.page.evaluate(`globalThis.source = new icescopeSource.LiveSource({
      tabId: ${tabId},
      connect: () => chrome.runtime.connect({ name: 'icescope.panel' }),
      reloadPage() {},
      schedule: callback => setTimeout(callback, 0),
      elapsed: () => performance.now(),
    }); undefined`);
  }

  /** What the panel's source has by now. */
  async watched(): Promise<Watched> {
    const read = `({
      status: source.status.value,
      missing: source.snapshot.value.missing,
      events: source.events(),
    })`;
    return JSON.parse((await this.page.evaluate(`JSON.stringify(${read})`)) as string) as Watched;
  }
}
