import * as v from 'valibot';
import browser, { type Runtime } from 'webextension-polyfill';
import { announcement } from '../wire/messages.ts';
import { framePort, panelPort, tickPort } from '../wire/ports.ts';
import { type Automation, createAutomation } from './automation.ts';
import { Frames } from './frames.ts';
import { servePanel } from './panels.ts';
import { Router } from './router.ts';
import { serveTicks } from './ticks.ts';

declare global {
  var icescope: Automation;
}

const frames = new Frames();
const router = new Router(frames);

globalThis.icescope = createAutomation(frames, router);

browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
  const tabId = sender.tab?.id;
  if (!v.is(announcement, message) || tabId === undefined) return undefined;
  void router.announced({ frameId: message.frameId, tabId, browserFrameId: sender.frameId ?? 0 });
  return Promise.resolve(true);
});

browser.runtime.onConnect.addListener(port => {
  if (port.name === panelPort) servePanel(port, router);
  else if (port.name === tickPort) serveTicks(port);
  else if (port.name.startsWith(framePort)) router.connected(port);
});
