import type { Method } from '../../trace/schema/events.ts';
import { append, apply, construct, noticed, proxyOf, safely } from './builtins.ts';
import { beginCall, type Call, failed, succeeded, tellCall } from './call.ts';
import { replaceValue } from './disguise.ts';
import { methods } from './methods.ts';
import { observeOutcome } from './outcome.ts';
import type { ConnectionRecord } from './record.ts';
import { cleanStack, pageStack } from './stack.ts';

type Callable = (...args: unknown[]) => unknown;
type RecordOf = (connection: unknown) => ConnectionRecord | undefined;

/** Puts an observer around the constructor, under every name the window has for it. */
export function wrapConstructor(window: Window, adopt: (connection: RTCPeerConnection) => void): void {
  const original = (window as { RTCPeerConnection?: unknown }).RTCPeerConnection;
  if (typeof original !== 'function') return;
  function constructObserved(target: object, args: unknown[], newTarget: object): object {
    let connection: RTCPeerConnection;
    try {
      connection = construct(target as typeof RTCPeerConnection, args, newTarget as never);
    } catch (error) {
      safely(() => cleanStack(error, pageStack(constructObserved)));
      throw error;
    }
    safely(() => adopt(connection));
    return connection;
  }
  const wrapper = proxyOf(original, { construct: constructObserved });
  const wrapSame = (value: object) => (value === original ? wrapper : value);
  replaceValue(window, 'RTCPeerConnection', wrapSame);
  replaceValue(window, 'webkitRTCPeerConnection', wrapSame);
  replaceValue(original.prototype, 'constructor', wrapSame);
}

/** Puts the one generic observer around each method of the table. */
export function wrapMethods(prototype: object, recordOf: RecordOf): void {
  for (const name in methods) {
    const method = name as Method;
    replaceValue(prototype, method, original => wrapMethod(original as Callable, method, recordOf));
  }
}

function wrapMethod(original: Callable, method: Method, recordOf: RecordOf): Callable {
  function callObserved(target: Callable, self: unknown, args: unknown[]): unknown {
    const record = recordOf(self);
    const call = record && safely(() => beginCall(record, self as RTCPeerConnection, method, args));
    let result: unknown;
    try {
      result = apply(target, self, (call && safely(() => handedOn(call))) ?? args);
    } catch (error) {
      safely(() => cleanStack(error, pageStack(callObserved)));
      if (call) {
        safely(() => tellCall(call));
        failed(call, error);
      }
      throw error;
    }
    safely(() => conclude(call, result, callObserved));
    return result;
  }
  return proxyOf(original, { apply: callObserved });
}

const synchronous: Partial<Record<Method, true>> = { restartIce: true, setConfiguration: true, close: true };

function conclude(call: Call | undefined, result: unknown, wrapper: object): void {
  if (call) safely(() => tellCall(call));
  if (call && synchronous[call.method]) return succeeded(call);
  const page = pageStack(wrapper);
  const observed = call?.legacy ? undefined : call;
  observeOutcome(
    result,
    () => observed && succeeded(observed),
    error => {
      safely(() => cleanStack(error, page));
      if (observed) failed(observed, error);
    },
  );
}

/** What the browser gets in place of the page's arguments. */
function handedOn(call: Call): unknown[] {
  const { handedOn: args } = call.passed;
  if (!call.legacy) return args;
  const { callbacksAt = 0 } = methods[call.method];
  const passed: unknown[] = [];
  for (let i = 0; i < args.length; i++) {
    const each = args[i];
    if (typeof each !== 'function') append(passed, each);
    else if (i === callbacksAt)
      append(
        passed,
        noticed(each as Callable, () => succeeded(call)),
      );
    else if (i === callbacksAt + 1)
      append(
        passed,
        watched(each as Callable, error => failed(call, error)),
      );
    else append(passed, each);
  }
  return passed;
}

/** A plain function: Firefox implements the legacy forms in privileged script, which cannot call a Proxy. */
function watched(callback: Callable, watch: (value: unknown) => void): Callable {
  return function (this: unknown, ...args: unknown[]) {
    watch(args[0]);
    return apply(callback, this, args);
  };
}
