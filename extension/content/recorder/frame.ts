import type { RecordedEvent } from '../../trace/schema/events.ts';
import { addListener, gettersOf, now, safely } from './builtins.ts';
import { numberOrUndefined, text } from './reading.ts';
import type { Sink } from './record.ts';
import { withoutSecretParts } from './sdp-redaction.ts';

type Fields<E> = E extends { connectionId: null } ? Omit<E, 't' | 'connectionId'> : never;
type FrameFields = Fields<RecordedEvent>;

const page = gettersOf('Document', 'hidden', 'title');
const browser = gettersOf('Navigator', 'onLine', 'userAgent', 'connection');
const network = gettersOf('NetworkInformation', 'type', 'effectiveType', 'rtt', 'downlink');

export function isHidden(document: Document): boolean {
  return page.hidden(document) === true;
}

const phases = ['freeze', 'resume', 'pagehide', 'pageshow'] as const;

/**
 * Tells what the page and its network are, and each change. Begins with the frame's first connection.
 * Returns a way to tell it all again.
 */
export function observeFrame(window: Window, sink: Sink, networkChanged: () => void): () => void {
  const { document, navigator } = window;
  const emit = (fields: FrameFields) => sink({ t: now(), connectionId: null, ...fields } as RecordedEvent);
  const on = (target: EventTarget, type: string, tell: () => void) =>
    addListener(target, type, () => safely(tell));
  const connection = browser.connection(navigator) as EventTarget | undefined;

  const tellVisibility = () => emit({ type: 'visibility', hidden: isHidden(document) });
  const tellOnline = () => emit({ type: 'online', online: browser.onLine(navigator) !== false });
  const tellNetwork = () => connection && emit({ type: 'network', ...readNetwork(connection) });
  const tellAll = () => {
    emit({
      type: 'frame',
      url: withoutSecretParts(text(window.location.href, 2048)),
      title: text(page.title(document), 256),
      userAgent: text(browser.userAgent(navigator), 512),
    });
    tellVisibility();
    tellOnline();
    tellNetwork();
  };
  const changesNetwork = (tell: () => void) => () => {
    tell();
    networkChanged();
  };

  tellAll();
  on(document, 'visibilitychange', tellVisibility);
  on(window, 'online', changesNetwork(tellOnline));
  on(window, 'offline', changesNetwork(tellOnline));
  if (connection) on(connection, 'change', changesNetwork(tellNetwork));
  for (let i = 0; i < phases.length; i++) {
    const phase = phases[i]!;
    const target = phase === 'freeze' || phase === 'resume' ? document : window;
    on(target, phase, () => emit({ type: 'lifecycle', phase }));
  }
  return tellAll;
}

function readNetwork(connection: object) {
  return {
    networkType: text(network.type(connection), 32) || undefined,
    effectiveType: text(network.effectiveType(connection), 32) || undefined,
    rttMs: numberOrUndefined(network.rtt(connection)),
    downlinkMbps: numberOrUndefined(network.downlink(connection)),
  };
}
