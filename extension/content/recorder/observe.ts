import type { StateName } from '../../trace/schema/events.ts';
import { addListener, safely } from './builtins.ts';
import { appliedBy } from './call.ts';
import { readSignalled } from './candidates.ts';
import {
  candidateErrorEvent,
  candidateEvent,
  connection as native,
  trackEvent,
  trackKind,
  transceiver,
} from './native.ts';
import { text, textOrNull } from './reading.ts';
import type { ConnectionRecord } from './record.ts';
import { withoutSecrets, withoutUser } from './sdp-redaction.ts';

type Observer = (record: ConnectionRecord, connection: RTCPeerConnection, event: Event) => void;

/** Every event of a connection that is observed. */
const observers: [type: string, observer: Observer][] = [
  ['signalingstatechange', tellSignaling],
  ['iceconnectionstatechange', (record, connection) => tellState(record, connection, 'ice')],
  ['icegatheringstatechange', (record, connection) => tellState(record, connection, 'gathering')],
  ['connectionstatechange', (record, connection) => tellState(record, connection, 'connection')],
  ['negotiationneeded', record => record.emit({ type: 'negotiation-needed' })],
  ['icecandidate', (record, _, event) => tellCandidate(record, event)],
  ['icecandidateerror', (record, _, event) => tellCandidateError(record, event)],
  ['track', (record, _, event) => tellTrack(record, event)],
];

const states: Record<StateName, (connection: object) => unknown> = {
  signaling: native.signalingState,
  ice: native.iceConnectionState,
  gathering: native.iceGatheringState,
  connection: native.connectionState,
};

export function observeEvents(
  record: ConnectionRecord,
  connection: RTCPeerConnection,
  changed: (record: ConnectionRecord) => void,
): void {
  for (let i = 0; i < observers.length; i++) {
    const observed = observers[i]!;
    const observer = observed[1];
    addListener(connection, observed[0], event =>
      safely(() => {
        const { connection: live } = record;
        if (!live) return;
        observer(record, live, event);
        changed(record);
      }),
    );
  }
}

export function readState(connection: RTCPeerConnection, name: StateName): string {
  return text(states[name](connection), 32);
}

export function tellState(record: ConnectionRecord, connection: RTCPeerConnection, name: StateName): void {
  const state = readState(connection, name);
  if (state !== '') record.emit({ type: 'state', name, state });
}

function tellSignaling(record: ConnectionRecord, connection: RTCPeerConnection): void {
  tellState(record, connection, 'signaling');
  appliedBy(record, readState(connection, 'signaling'));
}

export function tellStates(record: ConnectionRecord, connection: RTCPeerConnection): void {
  tellState(record, connection, 'signaling');
  tellState(record, connection, 'ice');
  tellState(record, connection, 'gathering');
  tellState(record, connection, 'connection');
}

function tellCandidate(record: ConnectionRecord, event: Event): void {
  const candidate = candidateEvent.candidate(event);
  const signalled =
    typeof candidate === 'object' && candidate !== null
      ? readSignalled(candidate, candidateEvent.url(event))
      : null;
  record.emit({ type: 'candidate', side: 'local', candidate: signalled });
}

function tellCandidateError(record: ConnectionRecord, event: Event): void {
  const { url, address, port, errorCode, errorText } = candidateErrorEvent;
  record.emit({
    type: 'candidate-error',
    url: withoutUser(text(url(event), 512)),
    address: textOrNull(address(event), 256),
    port: (port(event) as number | null | undefined) ?? null,
    code: (errorCode(event) as number | undefined) ?? 0,
    text: withoutSecrets(text(errorText(event), 256)),
  });
}

function tellTrack(record: ConnectionRecord, event: Event): void {
  const track = trackEvent.track(event) as object;
  const from = trackEvent.transceiver(event) as object;
  const kind = trackKind(track) === 'video' ? 'video' : 'audio';
  record.emit({ type: 'track', kind, mid: textOrNull(transceiver.mid(from), 64) });
}
