import type { Method } from '../../trace/schema/events.ts';
import { append, apply, construct, promiseThen, proxyOf, safely } from './builtins.ts';
import { replaceValue } from './disguise.ts';
import { methods, type ObservedMethod } from './methods.ts';
import { describeError } from './reading.ts';
import type { ConnectionRecord } from './record.ts';

type Callable = (...args: unknown[]) => unknown;

interface Call {
  record: ConnectionRecord;
  connection: RTCPeerConnection;
  method: Method;
  callId: number;
  args: ArrayLike<unknown>;
}

/** Puts an observer around the constructor, under every name the window has for it. */
export function wrapConstructor(window: Window, adopt: (connection: RTCPeerConnection) => void): void {
  const original = (window as { RTCPeerConnection?: unknown }).RTCPeerConnection;
  if (typeof original !== 'function') return;
  const wrapper = proxyOf(original as new () => RTCPeerConnection, {
    construct(target, args, newTarget) {
      const connection = construct(target, args, newTarget);
      safely(() => adopt(connection));
      return connection;
    },
  });
  const wrapSame = (value: object) => (value === original ? wrapper : value);
  replaceValue(window, 'RTCPeerConnection', wrapSame);
  replaceValue(window, 'webkitRTCPeerConnection', wrapSame);
  replaceValue(original.prototype, 'constructor', wrapSame);
}

/** Puts the one generic observer around each method of the table. */
export function wrapMethods(
  prototype: object,
  recordOf: (connection: unknown) => ConnectionRecord | undefined,
): void {
  for (const name in methods) {
    const method = name as Method;
    replaceValue(prototype, method, original => wrapMethod(original as Callable, method, recordOf));
  }
}

function wrapMethod(
  original: Callable,
  method: Method,
  recordOf: (connection: unknown) => ConnectionRecord | undefined,
): Callable {
  const observed = methods[method];
  return proxyOf(original, {
    apply(target, self, args) {
      const record = recordOf(self);
      const call = record && safely(() => begin(record, self, method, args));
      if (!call) return apply(target, self, args);
      const legacy = isLegacy(observed, args);
      let result: unknown;
      try {
        result = apply(target, self, legacy ? withObservedCallbacks(call, observed, args) : args);
      } catch (error) {
        failed(call, error);
        throw error;
      }
      if (legacy) return result;
      return settle(call, result);
    },
  });
}

function begin(
  record: ConnectionRecord,
  connection: RTCPeerConnection,
  method: Method,
  args: ArrayLike<unknown>,
): Call {
  const observed = methods[method];
  const callId = record.nextCallId();
  const legacy = isLegacy(observed, args) || undefined;
  record.emit({ type: 'call', callId, method, legacy, ...observed.details?.(args) });
  observed.called?.(record, args);
  return { record, connection, method, callId, args };
}

const synchronous: Partial<Record<Method, true>> = { restartIce: true, setConfiguration: true, close: true };

/**
 * The page gets a promise that settles with the browser's own, one microtask later. Handing out the browser's
 * and watching it too would mark its rejections as handled, and the page would lose its `unhandledrejection`.
 */
function settle(call: Call, result: unknown): unknown {
  if (synchronous[call.method]) {
    succeeded(call);
    return result;
  }
  const watchSuccess = (value: unknown) => {
    succeeded(call);
    return value;
  };
  const watchFailure = (error: unknown) => {
    failed(call, error);
    throw error;
  };
  // Whatever else an earlier script made the method return is handed on as it is.
  return safely(() => promiseThen(result as Promise<unknown>, watchSuccess, watchFailure)) ?? result;
}

function isLegacy(observed: ObservedMethod, args: ArrayLike<unknown>): boolean {
  return observed.callbacksAt !== undefined && typeof args[observed.callbacksAt] === 'function';
}

function withObservedCallbacks(call: Call, { callbacksAt = 0 }: ObservedMethod, args: unknown[]): unknown[] {
  const passed: unknown[] = [];
  for (let i = 0; i < args.length; i++) {
    if (i === callbacksAt)
      append(
        passed,
        watched(args[i], () => succeeded(call)),
      );
    else if (i === callbacksAt + 1)
      append(
        passed,
        watched(args[i], error => failed(call, error)),
      );
    else append(passed, args[i]);
  }
  return passed;
}

/** A plain function: Firefox implements the legacy forms in privileged script, which cannot call a Proxy. */
function watched(callback: unknown, watch: (value: unknown) => void): unknown {
  if (typeof callback !== 'function') return callback;
  return function (this: unknown, ...args: unknown[]) {
    watch(args[0]);
    return apply(callback as Callable, this, args);
  };
}

function succeeded({ record, connection, method, callId, args }: Call): void {
  safely(() => methods[method].succeeded?.(record, connection, args));
  safely(() => record.emit({ type: 'result', callId, method, error: null }));
}

function failed({ record, method, callId }: Call, error: unknown): void {
  safely(() => record.emit({ type: 'result', callId, method, error: describeError(error) }));
}
