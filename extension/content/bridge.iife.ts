import type { Announcement, AttachRequest, FrameDown, PageAnswer, PageRequest } from '../wire/messages.ts';
import { framePort } from '../wire/ports.ts';
import { FrameBuffer } from './bridge/buffer.ts';
import { connect, extension, isOrphaned } from './bridge/extension.ts';
import { Link } from './bridge/link.ts';
import { createTicker } from './bridge/ticker.ts';
import {
  batchEvent,
  channelEvent,
  type FromRecorder,
  listenEvent,
  needsTicks,
  type ToRecorder,
  unheardEvent,
} from './channel.ts';

/**
 * Runs isolated from the page. Keeps what the frame recorded, and streams it to the background while
 * somebody listens; until then nothing leaves the page but the word that the frame has a connection.
 */
const frameId = randomId();
const buffer = new FrameBuffer(frameId);
const announceAgainMs = 1_000;
let recorder: MessagePort | null = null;
let link: Link | null = null;
/** Up to which event the background has all. */
let acknowledged = -1;
/** The background knows of this frame, or is being told. */
let announced = false;
/** A recording goes on: the port is opened again whenever it closes. */
let kept = false;
/** The page has left: it may lie in the back/forward cache, where the browser closes every port without a word. */
let away = false;
const tickEvery = needsTicks ? createTicker(() => send({ name: 'tick' })) : null;

window.addEventListener(
  channelEvent,
  event => {
    event.stopImmediatePropagation();
    recorder = (event as MessageEvent).ports[0] ?? null;
    recorder?.addEventListener(batchEvent, batch => receive((batch as MessageEvent).data));
  },
  { capture: true, once: true },
);

/** `crypto.randomUUID` is missing from pages without TLS. */
function randomId(): string {
  return crypto.getRandomValues(new Uint32Array(1))[0]!.toString(36);
}

function receive(batch: FromRecorder[]): void {
  if (isOrphaned()) return fallSilent();
  for (const message of batch) {
    if (message.type === 'ticks') {
      tickEvery?.(message.everyMs);
    } else if (message.type === 'done') {
      link?.flush();
      link?.done(message.commandId, message.error);
    } else {
      buffer.push(message);
    }
  }
  if (!announced) announce();
  if (!link && kept && !away) attach();
  else link?.flush();
}

function announce(): void {
  const announcement: Announcement = { type: 'announce', frameId };
  announced = true;
  if (!link && !kept) notify(unheardEvent);
  extension.runtime.sendMessage(announcement).catch(() => {
    // The worker was killed before it had noted it down. A connection that is closed by now tells nothing more.
    setTimeout(() => isOrphaned() || announce(), announceAgainMs);
  });
}

/** The extension was reloaded or removed under the page: nobody will listen to this script any more. */
function fallSilent(): void {
  send({ name: 'rest' });
  recorder = null;
  link = null;
  buffer.clear();
}

extension.runtime.onMessage.addListener((message, _, answer) => {
  const request = message as AttachRequest | PageRequest;
  if (request.type === 'page') {
    answer(describePage());
  } else if (request.type === 'attach' && request.frameId === frameId) {
    attach();
    answer(true);
  }
});

function describePage(): PageAnswer {
  const { href, origin, pathname } = location;
  const title = document.title.slice(0, 256);
  // What stands behind the path is the page's secret, as a rule.
  if (origin.startsWith('http')) return { url: (origin + pathname).slice(0, 2048), title, origin };
  return { url: /^[a-z-]+:[^,?#]*/.exec(href)?.[0].slice(0, 2048) ?? '', title, origin: null };
}

function attach(): void {
  if (link) return;
  const port = connect(framePort + frameId);
  if (!port) return;
  const own = new Link(port, frameId, buffer, acknowledged);
  link = own;
  notify(listenEvent);
  port.onDisconnect.addListener(() => {
    if (link === own) detach();
    if (isOrphaned()) fallSilent();
  });
  port.onMessage.addListener((message: unknown) => obey(message as FrameDown, own));
}

function detach(): void {
  acknowledged = link?.acknowledged ?? acknowledged;
  link = null;
  if (!kept) notify(unheardEvent);
}

window.addEventListener('pagehide', () => {
  notify(listenEvent);
  // The worker may have been killed: it is woken for what it does not have yet.
  if (kept) attach();
  link?.leave(kept);
  detach();
  away = true;
});
window.addEventListener('pageshow', ({ persisted }) => {
  away = false;
  // Back from the back/forward cache: another page has been in the tab meanwhile.
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
    notify(listenEvent);
    buffer.clear();
    to.cleared();
    send({ name: 'retell' });
    to.done(commandId, null);
  } else {
    send({ name: 'restart-ice', connectionId: command.connectionId.slice(frameId.length + 1), commandId });
  }
}

/** Reaches the recorder at once, who hands over what it has gathered before this returns. */
function notify(type: typeof listenEvent | typeof unheardEvent): void {
  recorder?.dispatchEvent(new Event(type));
}

function send(message: ToRecorder): void {
  recorder?.postMessage(message);
}
