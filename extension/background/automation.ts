import { recordedTrace } from '../recordings/recorded-trace.ts';
import type { Recording } from '../recordings/recording.ts';
import type { RecordingStore } from '../recordings/store.ts';
import { buildTrace } from '../trace/file/build.ts';
import { generator } from '../trace/file/generator.ts';
import type { Trace } from '../trace/schema/trace.ts';
import { type Collected, collect } from './collect.ts';
import type { Frames } from './frames.ts';
import { frameOf } from './panels.ts';
import type { Recorder } from './recorder.ts';
import type { Router } from './router.ts';

/** What a test driver finds as `globalThis.icescope` in the extension's background. No page can reach it. */
export interface Automation {
  /** The tabs in which a connection was made since they were loaded. */
  tabs(): Promise<TabSummary[]>;
  /** The trace of a tab; without a number, of the tab with the newest event. @throws Error when there is none. */
  trace(tabId?: number): Promise<Trace>;
  /** Asks a connection for an ICE restart. @throws Error that says why it was not done. */
  restartIce(tabId: number, connectionId: string): Promise<void>;
  /** Forgets what the frames of a tab hold; without a number, of all tabs. What was recorded to disk is kept. */
  clear(tabId?: number): Promise<void>;
  /** Begins to record a tab to disk, through its navigations. @throws Error that says why it cannot be recorded. */
  record(tabId: number): Promise<Recording>;
  /** Ends the recording of a tab, and answers with what was kept. @throws Error when it is not being recorded. */
  stop(tabId: number): Promise<Recording>;
  /** Adds a remark to the recording of a tab. @throws Error when it is not being recorded. */
  mark(tabId: number, text: string): Promise<void>;
  /** What is kept, the newest first; those that go on have no `endedAt`. */
  recordings(): Promise<Recording[]>;
  /** The trace of a recording. @throws Error when there is none of that name. */
  recorded(recordingId: string): Promise<Trace>;
  /** Deletes a recording for good. */
  remove(recordingId: string): Promise<void>;
}

export interface TabSummary {
  tabId: number;
  url: string;
  connections: number;
  restarts: number;
}

export function createAutomation(
  frames: Frames,
  router: Router,
  recorder: Recorder,
  store: RecordingStore,
): Automation {
  async function tabIds(): Promise<number[]> {
    return [...new Set((await frames.all()).map(frame => frame.tabId))];
  }

  async function tabs(): Promise<TabSummary[]> {
    const summaries = (await tabIds()).map(async tabId => {
      const { connections, restarts, page } = traceOf(await collect(tabId, router));
      return { tabId, url: page.url, connections: connections.length, restarts: restarts.length };
    });
    return (await Promise.all(summaries)).filter(tab => tab.connections > 0);
  }

  async function newest(): Promise<Collected> {
    const all = await Promise.all((await tabIds()).map(tabId => collect(tabId, router)));
    const found = all.filter(({ events }) => events.length > 0).sort((a, b) => lastTime(b) - lastTime(a))[0];
    if (!found) throw new Error('No page has made an RTCPeerConnection since it was loaded.');
    return found;
  }

  async function trace(tabId?: number): Promise<Trace> {
    if (tabId === undefined) return traceOf(await newest());
    const collected = await collect(tabId, router);
    if (collected.events.length === 0) {
      throw new Error(`Tab ${tabId} has made no RTCPeerConnection since it was loaded.`);
    }
    return traceOf(collected);
  }

  /** Commands need the frames' ports open. */
  async function whileWatching(tabId: number, task: () => Promise<void>): Promise<void> {
    const watcher = { tabId, have: () => null, batch() {}, cleared() {}, frames() {} };
    try {
      await router.watch(watcher);
      await task();
    } finally {
      router.unwatch(watcher);
    }
  }

  return {
    tabs,
    trace,
    restartIce: (tabId, connectionId) =>
      whileWatching(tabId, () =>
        router.command(frameOf(connectionId), { name: 'restart-ice', connectionId }),
      ),
    async clear(tabId) {
      const ids = tabId === undefined ? await tabIds() : [tabId];
      await Promise.all(ids.map(id => whileWatching(id, () => router.clear(id))));
    },
    ...recording(recorder, store),
  };
}

type Recordings = Pick<Automation, 'record' | 'stop' | 'mark' | 'recordings' | 'recorded' | 'remove'>;

function recording(recorder: Recorder, store: RecordingStore): Recordings {
  return {
    record: tabId => recorder.record(tabId),
    async stop(tabId) {
      const id = await recorder.stopTab(tabId);
      if (id === null) throw new Error(`Tab ${tabId} is not being recorded.`);
      return (await store.get(id))!;
    },
    mark: (tabId, text) => recorder.markTab(tabId, text),
    async recordings() {
      await recorder.ready;
      return store.list();
    },
    recorded: recordingId => recordedTrace(store, recordingId),
    async remove(recordingId) {
      await recorder.delete([recordingId]);
      await store.purge(Date.now());
    },
  };
}

function traceOf({ events, dropped }: Collected): Trace {
  return buildTrace({ events, dropped, generator: generator() });
}

function lastTime({ events }: Collected): number {
  return events.reduce((newest, event) => Math.max(newest, event.t), 0);
}
