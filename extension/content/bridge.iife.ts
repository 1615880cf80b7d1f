import browser from 'webextension-polyfill';
import type { RecordedEvent } from '../trace/schema/events.ts';
import type { Announcement, AttachRequest, FrameDown, PageAnswer, PageRequest } from '../wire/messages.ts';
import { framePort } from '../wire/ports.ts';
import { FrameBuffer } from './bridge/buffer.ts';
import { connect, isOrphaned } from './bridge/extension.ts';
import { Link } from './bridge/link.ts';
import { Ticker } from './bridge/ticker.ts';
import { type CommandDone, channelEvent, type TicksWanted, type ToRecorder } from './channel.ts';

/**
 * Runs isolated from the page. Keeps what the frame recorded, and streams it to the background while
 * somebody listens; until then nothing leaves the page but the word that the frame has a connection.
 */
const frameId = randomId();
const buffer = new FrameBuffer(frameId);
let recorder: MessagePort | null = null;
let link: Link | null = null;
/** A recording goes on: the port is opened again whenever it closes. */
let kept = false;
const ticker = new Ticker(() => send({ name: 'tick' }));

window.addEventListener(
  channelEvent,
  event => {
    event.stopImmediatePropagation();
    recorder = (event as MessageEvent).ports[0] ?? null;
    recorder?.addEventListener('message', ({ data }) => receive(data));
    recorder?.start();
  },
  { capture: true, once: true },
);

/** `crypto.randomUUID` is missing from pages without TLS. */
function randomId(): string {
  return crypto.getRandomValues(new Uint32Array(1))[0]!.toString(36);
}

function receive(message: RecordedEvent | CommandDone | TicksWanted): void {
  if (message.type === 'ticks') {
    ticker.want(message.wanted);
    return;
  }
  if (message.type === 'done') {
    link?.done(message.commandId, message.error);
    return;
  }
  if (isOrphaned()) return fallSilent();
  if (buffer.newest < 0) announce();
  buffer.push(message);
  if (!link && kept) attach();
  else link?.flush();
}

function announce(): void {
  const announcement: Announcement = { type: 'announce', frameId };
  browser.runtime.sendMessage(announcement).catch(() => {});
}

/** The extension was reloaded or removed under the page: nobody will listen to this script any more. */
function fallSilent(): void {
  recorder?.close();
  recorder = null;
  link = null;
  buffer.clear();
}

browser.runtime.onMessage.addListener((message: unknown) => {
  const request = message as AttachRequest | PageRequest;
  if (request.type === 'page') return Promise.resolve(describePage());
  if (request.type !== 'attach' || request.frameId !== frameId) return undefined;
  attach();
  return Promise.resolve(true);
});

function describePage(): PageAnswer {
  const { href, origin } = location;
  const title = document.title.slice(0, 256);
  return { url: href.slice(0, 2048), title, origin: origin.startsWith('http') ? origin : null };
}

function attach(): void {
  if (link) return;
  const port = connect(framePort + frameId);
  if (!port) return;
  const own = new Link(port, frameId, buffer);
  link = own;
  port.onDisconnect.addListener(() => {
    if (link === own) link = null;
  });
  port.onMessage.addListener((message: unknown) => obey(message as FrameDown, own));
}

window.addEventListener('pagehide', () => link?.leave());
window.addEventListener('pageshow', ({ persisted }) => {
  // Back from the back/forward cache, which closed the port.
  if (persisted && buffer.newest >= 0 && !isOrphaned()) announce();
});

function obey(message: FrameDown, to: Link): void {
  if (message.type === 'keep') {
    kept = message.on;
    return;
  }
  if (message.type !== 'command') {
    to.take(message);
    return;
  }
  const { command, commandId } = message;
  if (command.name === 'clear') {
    buffer.clear();
    to.cleared();
    send({ name: 'retell' });
    to.done(commandId, null);
  } else {
    send({ name: 'restart-ice', connectionId: command.connectionId.slice(frameId.length + 1), commandId });
  }
}

function send(message: ToRecorder): void {
  recorder?.postMessage(message);
}
