import type { Method } from '../../trace/schema/events.ts';
import { append, now, safely } from './builtins.ts';
import { methods, typeOf } from './methods.ts';
import { type Passed, passing } from './passed.ts';
import { describeError } from './reading.ts';
import type { ConnectionRecord } from './record.ts';

/** One call of an observed method, from the page's call to its outcome. */
export interface Call {
  record: ConnectionRecord;
  connection: RTCPeerConnection;
  method: Method;
  callId: number;
  at: number;
  passed: Passed;
  legacy: boolean;
  settled: boolean;
}

export function beginCall(
  record: ConnectionRecord,
  connection: RTCPeerConnection,
  method: Method,
  args: unknown[],
): Call {
  const { callbacksAt, takes } = methods[method];
  const legacy = callbacksAt !== undefined && typeof args[callbacksAt] === 'function';
  const callId = record.nextCallId();
  const call = {
    record,
    connection,
    method,
    callId,
    at: now(),
    passed: passing(args, takes),
    legacy,
    settled: false,
  };
  if (method === 'setLocalDescription' || method === 'setRemoteDescription') append(record.applying, call);
  return call;
}

/** Tells of the call, once the browser has read the arguments. */
export function tellCall({ record, method, callId, at, passed, legacy }: Call): void {
  const { details, called } = methods[method];
  record.emit({ type: 'call', callId, method, legacy: legacy || undefined, ...details?.(passed) }, at);
  called?.(record, passed);
}

export function succeeded(call: Call): void {
  if (!settle(call)) return;
  const { record, connection, method, callId, passed } = call;
  safely(() => methods[method].succeeded?.(record, connection, passed));
  safely(() => record.emit({ type: 'result', callId, method, error: null }));
}

export function failed(call: Call, error: unknown): void {
  if (!settle(call)) return;
  const { record, method, callId } = call;
  safely(() => record.emit({ type: 'result', callId, method, error: describeError(error) }));
}

function settle(call: Call): boolean {
  if (call.settled) return false;
  call.settled = true;
  const { applying } = call.record;
  const others: Call[] = [];
  for (let i = 0; i < applying.length; i++) if (applying[i] !== call) append(others, applying[i]!);
  call.record.applying = others;
  return true;
}

/**
 * The state says that a description was applied, whether or not the page waits for the promise. Descriptions are
 * applied one by one, in the order of the calls.
 */
export function appliedBy(record: ConnectionRecord, signalingState: string): void {
  const call = record.applying[0];
  if (call && leadsTo(call, signalingState)) succeeded(call);
}

function leadsTo({ method, passed }: Call, state: string): boolean {
  const side = method === 'setLocalDescription' ? 'local' : 'remote';
  const type = typeOf(passed);
  if (type === 'offer' || type === 'pranswer') return state === `have-${side}-${type}`;
  return state === 'stable' || (type === undefined && state === 'have-local-offer');
}
