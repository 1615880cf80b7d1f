import { pairIdentity } from '../../trace/pair.ts';
import type { Pair } from '../../trace/schema/candidate.ts';
import { addListener, NativeWeakMap, safely, weakMapGet, weakMapSet } from './builtins.ts';
import { readPair } from './candidates.ts';
import {
  dtlsIceTransport,
  connection as native,
  sctpTransport,
  selectedPair,
  senderTransport,
  transceiver,
} from './native.ts';
import type { ConnectionRecord } from './record.ts';

const observed = new NativeWeakMap<object, true>();

/**
 * Tells the selected pair of a transport when it is another than the statistics said before. They know more of
 * a pair than the transport's event does, so a change is told by both where the browser has both.
 */
export function tellSelectedPair(record: ConnectionRecord, transportId: string, pair: Pair): void {
  const identity = pairIdentity(pair);
  if (record.toldPairs[transportId] === identity) return;
  record.toldPairs[transportId] = identity;
  record.emit({ type: 'selected-pair', transportId, pair, source: 'stats' });
}

/** Listens to every ICE transport the connection has by now; where the browser has no such event, nothing. */
export function observeTransports(record: ConnectionRecord, connection: RTCPeerConnection): void {
  if (!selectedPair) return;
  const sctp = native.sctp(connection) as object | null | undefined;
  if (sctp) observeDtls(record, sctpTransport(sctp));
  const transceivers = native.getTransceivers?.(connection) as object[] | undefined;
  for (let i = 0; transceivers && i < transceivers.length; i++) {
    const sender = transceiver.sender(transceivers[i]!) as object;
    observeDtls(record, senderTransport(sender));
  }
}

function observeDtls(record: ConnectionRecord, dtls: unknown): void {
  if (typeof dtls !== 'object' || dtls === null) return;
  const ice = dtlsIceTransport(dtls) as (EventTarget & object) | undefined;
  if (!ice || weakMapGet(observed, ice)) return;
  weakMapSet(observed, ice, true);
  addListener(ice, 'selectedcandidatepairchange', () => safely(() => readTransport(record, ice)));
}

function readTransport(record: ConnectionRecord, ice: object): void {
  const selected = selectedPair?.(ice) as object | null;
  const pair = selected && readPair(selected);
  if (pair) record.emit({ type: 'selected-pair', transportId: null, pair, source: 'event' });
}
