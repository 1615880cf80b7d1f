import type { DescriptionType, EventOf, Method } from '../../trace/schema/events.ts';
import { readPassed } from './candidates.ts';
import { readConfiguration } from './configuration.ts';
import { connection as native, description as nativeDescription } from './native.ts';
import { dataMember } from './reading.ts';
import type { ConnectionRecord } from './record.ts';
import { observeTransports } from './selected-pair.ts';

type CallDetails = Partial<Omit<EventOf<'call'>, 'type' | 'method' | 'callId'>>;

/** What to observe of one method, beyond that it was called and how it ended. */
export interface ObservedMethod {
  /** Positions of the success and failure callbacks in the legacy form (webrtc-pc section 4.4.3). */
  callbacksAt?: 0 | 1;
  /** What the arguments say, read without running the page's code. */
  details?(args: ArrayLike<unknown>): CallDetails;
  /** When called, after the `call` event. */
  called?(record: ConnectionRecord, args: ArrayLike<unknown>): void;
  /** When it succeeded, before the `result` event. */
  succeeded?(record: ConnectionRecord, connection: RTCPeerConnection, args: ArrayLike<unknown>): void;
}

/** Every method that is wrapped; the plumbing around them is the same for all. */
export const methods: Record<Method, ObservedMethod> = {
  createOffer: {
    callbacksAt: 0,
    details: args => ({ iceRestart: dataMember(offerOptions(args), 'iceRestart') === true || undefined }),
  },
  createAnswer: { callbacksAt: 0 },
  setLocalDescription: {
    callbacksAt: 1,
    details: args => ({
      implicit: args[0] === undefined || undefined,
      descriptionType: typeOf(args[0]),
    }),
    succeeded: (record, connection, args) => applied(record, connection, 'local', args[0]),
  },
  setRemoteDescription: {
    callbacksAt: 1,
    details: args => ({ descriptionType: typeOf(args[0]) }),
    succeeded: (record, connection, args) => applied(record, connection, 'remote', args[0]),
  },
  addIceCandidate: {
    callbacksAt: 1,
    called: (record, args) =>
      record.emit({ type: 'candidate', side: 'remote', candidate: readPassed(args[0]) }),
  },
  restartIce: {},
  setConfiguration: {
    succeeded: (record, connection) =>
      record.emit({ type: 'configuration', configuration: readConfiguration(connection) }),
  },
  close: {
    called: record => {
      record.closed = true;
    },
  },
};

function offerOptions(args: ArrayLike<unknown>): unknown {
  return typeof args[0] === 'function' ? args[2] : args[0];
}

function typeOf(description: unknown): DescriptionType | undefined {
  if (typeof description !== 'object' || description === null) return undefined;
  let type: unknown;
  try {
    type = nativeDescription.type(description);
  } catch {
    type = dataMember(description, 'type');
  }
  return isDescriptionType(type) ? type : undefined;
}

function isDescriptionType(type: unknown): type is DescriptionType {
  return type === 'offer' || type === 'answer' || type === 'pranswer' || type === 'rollback';
}

/** Tells the description that is in force now, as the browser itself has it. */
function applied(
  record: ConnectionRecord,
  connection: RTCPeerConnection,
  side: 'local' | 'remote',
  argument: unknown,
): void {
  observeTransports(record, connection);
  if (typeOf(argument) === 'rollback') {
    record.emit({ type: 'description', side, descriptionType: 'rollback', sdp: '' });
    return;
  }
  tellDescription(record, connection, side);
}

/** Whether the far side made the offer that is in force: then it was applied first. */
export function localIsAnswer(connection: RTCPeerConnection): boolean {
  const local = native.currentLocalDescription(connection);
  return typeof local === 'object' && local !== null && nativeDescription.type(local) === 'answer';
}

export function tellDescription(
  record: ConnectionRecord,
  connection: RTCPeerConnection,
  side: 'local' | 'remote',
): void {
  const description =
    side === 'local'
      ? (native.pendingLocalDescription(connection) ?? native.currentLocalDescription(connection))
      : (native.pendingRemoteDescription(connection) ?? native.currentRemoteDescription(connection));
  if (typeof description !== 'object' || description === null) return;
  const descriptionType = nativeDescription.type(description);
  const sdp = nativeDescription.sdp(description);
  if (!isDescriptionType(descriptionType) || typeof sdp !== 'string') return;
  record.emit({ type: 'description', side, descriptionType, sdp: record.redaction.apply(sdp) });
}
