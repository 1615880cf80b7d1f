import type { DescriptionType, EventOf, Method } from '../../trace/schema/events.ts';
import { readPassed } from './candidates.ts';
import { readConfiguration } from './configuration.ts';
import { connection as native, description as nativeDescription } from './native.ts';
import type { Passed } from './passed.ts';
import { dataMember } from './reading.ts';
import type { ConnectionRecord } from './record.ts';
import { observeTransports } from './selected-pair.ts';

type CallDetails = Partial<Omit<EventOf<'call'>, 'type' | 'method' | 'callId'>>;

/** What to observe of one method, beyond that it was called and how it ended. */
export interface ObservedMethod {
  /** Positions of the success and failure callbacks in the legacy form (webrtc-pc section 4.4.3). */
  callbacksAt?: 0 | 1;
  /** What it is passed first, where that says something. */
  takes?: 'dictionary' | 'candidate';
  /** What the arguments say. */
  details?(passed: Passed): CallDetails;
  /** When called, after the `call` event. */
  called?(record: ConnectionRecord, passed: Passed): void;
  /** When it succeeded, before the `result` event. */
  succeeded?(record: ConnectionRecord, connection: RTCPeerConnection, passed: Passed): void;
}

/** Every method that is wrapped; the plumbing around them is the same for all. */
export const methods: Record<Method, ObservedMethod> = {
  createOffer: {
    callbacksAt: 0,
    takes: 'dictionary',
    details: passed => ({ iceRestart: wantsRestart(passed) || undefined }),
  },
  createAnswer: { callbacksAt: 0 },
  setLocalDescription: {
    callbacksAt: 1,
    takes: 'dictionary',
    details: passed => ({
      implicit: passed.args[0] === undefined || undefined,
      descriptionType: typeOf(passed),
    }),
    succeeded: (record, connection, passed) => applied(record, connection, 'local', passed),
  },
  setRemoteDescription: {
    callbacksAt: 1,
    takes: 'dictionary',
    details: passed => ({ descriptionType: typeOf(passed) }),
    succeeded: (record, connection, passed) => applied(record, connection, 'remote', passed),
  },
  addIceCandidate: {
    callbacksAt: 1,
    takes: 'candidate',
    called: (record, passed) =>
      record.emit({ type: 'candidate', side: 'remote', candidate: readPassed(passed) }),
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

/** The legacy form takes its options last, and the browser reads those in ways of its own. */
function wantsRestart({ args, read }: Passed): boolean {
  if (typeof args[0] === 'function') return dataMember(args[2], 'iceRestart') === true;
  return Boolean(read.iceRestart);
}

export function typeOf({ read: { type } }: Passed): DescriptionType | undefined {
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
  passed: Passed,
): void {
  observeTransports(record, connection);
  if (typeOf(passed) === 'rollback') {
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
