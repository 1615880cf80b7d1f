import * as v from 'valibot';
import browser, { type Runtime, type Tabs } from 'webextension-polyfill';
import { Settings } from '../recordings/settings.ts';
import { RecordingStore } from '../recordings/store.ts';
import {
  announcement,
  type RecorderAnswer,
  type RecorderRequest,
  recorderRequest,
} from '../wire/messages.ts';
import { framePort, panelPort, tickPort } from '../wire/ports.ts';
import { type Automation, createAutomation } from './automation.ts';
import { Frames } from './frames.ts';
import { Panels } from './panels.ts';
import { Recorder } from './recorder.ts';
import { Router } from './router.ts';
import { serveTicks } from './ticks.ts';

declare global {
  var icescope: Automation;
}

const frames = new Frames();
const router = new Router(frames);
const store = new RecordingStore();
const recorder = new Recorder(store, new Settings(), router, followTabs);
const panels = new Panels(router, recorder);

globalThis.icescope = createAutomation(frames, router, recorder, store);

browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
  if (isOwnPage(sender)) {
    return v.is(recorderRequest, message) ? answer(carryOut(message)) : undefined;
  }
  const { tab } = sender;
  if (!v.is(announcement, message) || tab?.id === undefined) return undefined;
  const frame = { frameId: message.frameId, tabId: tab.id, browserFrameId: sender.frameId ?? 0 };
  // The frame announces itself again should the worker be killed before it has taken note.
  return Promise.all([router.announced(frame), recorder.frameAnnounced(tab.id, tab.incognito)]).then(
    () => true,
  );
});

browser.runtime.onConnect.addListener(port => {
  if (port.name === panelPort) {
    if (port.sender && isOwnPage(port.sender)) panels.serve(port);
    else port.disconnect();
  } else if (port.name.startsWith(tickPort)) serveTicks(port);
  else if (port.name.startsWith(framePort)) void router.connected(port, recorder.ready);
});

type Removed = Tabs.OnRemovedRemoveInfoType;
type Updated = Tabs.OnUpdatedChangeInfoType;

const tabRemoved = (tabId: number, { isWindowClosing }: Removed) =>
  recorder.tabClosed(tabId, isWindowClosing);
const tabUpdated = (tabId: number, { status }: Updated) => {
  if (status !== undefined) void recorder.tabNavigated(tabId, status === 'complete');
};

/** Only while something is recorded: else every page load would wake the worker. */
function followTabs(follow: boolean): void {
  const { onRemoved, onUpdated } = browser.tabs;
  if (follow) {
    onRemoved.addListener(tabRemoved);
    onUpdated.addListener(tabUpdated);
  } else {
    onRemoved.removeListener(tabRemoved);
    onUpdated.removeListener(tabUpdated);
  }
}

/** Scripts in pages send as well, and may do no more than speak for their own frame. */
function isOwnPage(sender: Runtime.MessageSender): boolean {
  return sender.url?.startsWith(browser.runtime.getURL('')) === true;
}

async function carryOut(request: RecorderRequest): Promise<void> {
  switch (request.type) {
    case 'record':
      await recorder.record(request.tabId);
      return;
    case 'stop':
      return recorder.stop(request.recordingId);
    case 'mark':
      return recorder.mark(request.recordingId, request.text);
    case 'delete':
      return recorder.delete(request.recordingIds);
    case 'restore':
      return store.restore(request.recordingIds);
  }
}

function answer(task: Promise<void>): Promise<RecorderAnswer> {
  return task.then(
    () => ({ error: null }),
    (error: Error) => ({ error: error.message }),
  );
}
