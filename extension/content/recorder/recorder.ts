import type { RecordedEvent } from '../../trace/schema/events.ts';
import {
  NativeFinalizationRegistry,
  NativeString,
  NativeWeakMap,
  now,
  register,
  safely,
  weakMapGet,
  weakMapSet,
} from './builtins.ts';
import { readConfiguration } from './configuration.ts';
import { disguiseText } from './disguise.ts';
import { observeFrame } from './frame.ts';
import { localIsAnswer, tellDescription } from './methods.ts';
import { connection as native } from './native.ts';
import { observeEvents, readState, tellStates } from './observe.ts';
import { describeError } from './reading.ts';
import { ConnectionRecord, type Sink } from './record.ts';
import { type RequestTicks, Sampler } from './sampler.ts';
import { wrapConstructor, wrapMethods } from './wrap.ts';

export interface Recorder {
  /** Drives the sampling while the page's own timers are throttled; see `requestTicks`. */
  tick(): void;
  /** Asks a connection for an ICE restart. Answers why it could not, or `null`. */
  restartIce(connectionId: string): string | null;
  /** Tells anew what there is, so that a cleared recording makes sense of what follows. */
  retell(): void;
  /** Observes nothing from now on, and costs nothing; what was wrapped stays, for the page may hold it. */
  rest(): void;
}

/**
 * Observes every `RTCPeerConnection` that `window` makes from now on, and tells `sink`.
 * Must run before the page's first script. It needs nothing of an extension. `requestTicks` is told how
 * often a steady call of `tick` would keep the sampling going in a hidden page.
 */
export function startRecorder(
  window: Window & typeof globalThis,
  sink: Sink,
  requestTicks: RequestTicks = () => {},
): Recorder {
  const records = new NativeWeakMap<object, ConnectionRecord>();
  const live: Record<string, ConnectionRecord> = { __proto__: null } as never;
  const sampler = new Sampler(requestTicks);
  const forgotten = new NativeFinalizationRegistry((id: string) => {
    const record = live[id];
    delete live[id];
    if (record && !record.closed) safely(() => record.emit({ type: 'forgotten' }));
  });
  let connections = 0;
  let resting = false;
  let tellFrame = () => {};

  function adopt(connection: RTCPeerConnection): void {
    if (resting) return;
    const t = now();
    if (connections === 0) tellFrame = observeFrame(window, tell, () => sampler.alert());
    const record = new ConnectionRecord(NativeString(++connections), connection, tellAndWatch);
    weakMapSet(records, connection, record);
    live[record.id] = record;
    register(forgotten, connection, record.id);
    record.emit({ type: 'connection', configuration: readConfiguration(connection) }, t);
    tellStates(record, connection);
    observeEvents(record, connection, changed);
  }

  function tell(event: RecordedEvent): void {
    if (!resting) sink(event);
  }

  /** A restart, wished or seen, calls for close watching. */
  function tellAndWatch(event: RecordedEvent): void {
    tell(event);
    if (event.connectionId === null) return;
    const record = live[event.connectionId];
    if (!record) return;
    if (record.closed) delete live[record.id];
    else if (event.type === 'description' || asksForRestart(event)) sampler.alert(record);
  }

  function changed(record: ConnectionRecord): void {
    const { connection } = record;
    if (!connection) return;
    const state = readState(connection, 'ice');
    if (state === 'connected' || state === 'completed') {
      if (!record.connected) sampler.watch(record);
      record.connected = true;
    }
    record.troubled = state === 'disconnected' || state === 'failed' || state === 'checking';
    if (record.troubled) sampler.alert(record);
  }

  wrapConstructor(window, adopt);
  const prototype = window.RTCPeerConnection?.prototype;
  if (prototype) {
    wrapMethods(prototype, self =>
      !resting && typeof self === 'object' && self !== null ? weakMapGet(records, self) : undefined,
    );
    disguiseText();
  }

  return {
    tick: () => sampler.tick(),
    restartIce(connectionId) {
      const record = live[connectionId];
      const connection = record?.connection;
      if (!record || !connection) return 'no such connection, or it is closed';
      return forceRestart(record, connection);
    },
    retell() {
      safely(tellFrame);
      for (const id in live) {
        const record = live[id]!;
        const { connection } = record;
        if (connection) safely(() => retellConnection(record, connection));
      }
    },
    rest() {
      resting = true;
      for (const id in live) {
        live[id]!.rest();
        delete live[id];
      }
    },
  };
}

function asksForRestart(event: RecordedEvent): boolean {
  return event.type === 'call' && (event.method === 'restartIce' || event.iceRestart === true);
}

/** The browser's own `restartIce`, told as ours and not the page's. */
function forceRestart(record: ConnectionRecord, connection: RTCPeerConnection): string | null {
  const callId = record.nextCallId();
  record.emit({ type: 'call', callId, method: 'restartIce', forced: true });
  try {
    native.restartIce?.(connection);
    record.emit({ type: 'result', callId, method: 'restartIce', error: null });
    return null;
  } catch (error) {
    const described = describeError(error);
    record.emit({ type: 'result', callId, method: 'restartIce', error: described });
    return described.message;
  }
}

function retellConnection(record: ConnectionRecord, connection: RTCPeerConnection): void {
  record.emit({ type: 'connection', configuration: readConfiguration(connection), resumed: true });
  tellStates(record, connection);
  const answered = localIsAnswer(connection);
  tellDescription(record, connection, answered ? 'remote' : 'local');
  tellDescription(record, connection, answered ? 'local' : 'remote');
  for (const transport in record.toldPairs) delete record.toldPairs[transport];
}
