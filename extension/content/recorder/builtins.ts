/**
 * The built-ins the recorder works with, taken before any script of the page ran. A page that replaces them
 * later neither sees the recorder nor steers it. Code beside this file therefore uses no method, iterator,
 * spread or `for … of` that would be looked up on a prototype the page can reach.
 */

const { bind, call } = Function.prototype;

/** Turns a method into a function whose first argument is `this`. */
export const uncurry = bind.bind(call) as <Self, Args extends unknown[], Result>(
  method: (this: Self, ...args: Args) => Result,
) => (self: Self, ...args: Args) => Result;

export const { apply, construct, defineProperty, getOwnPropertyDescriptor, getPrototypeOf, setPrototypeOf } =
  Reflect;
export const reflectGet = Reflect.get;
const NativeProxy = Proxy;
/** A proxy whose missing traps cannot be supplied by a page through `Object.prototype`. */
export function proxyOf<T extends object>(target: T, traps: ProxyHandler<T>): T {
  return new NativeProxy(target, { __proto__: null, ...traps } as ProxyHandler<T>);
}
/** A function that calls `callback`, while `notice` runs before it and is off the stack by then. */
export function noticed<F extends (...args: never[]) => unknown>(callback: F, notice: () => void): F {
  // The engine asks for the trap at each call, and calls the target when there is none.
  const traps = { __proto__: null } as ProxyHandler<F>;
  defineProperty(traps, 'apply', { __proto__: null, get: () => void notice() } as PropertyDescriptor);
  // Firefox implements callbacks in privileged script, which calls no Proxy, but a function bound to one.
  return apply(bind, new NativeProxy(callback, traps), [undefined]);
}
export const NativeError = Error;
export const captureStackTrace = (Error as { captureStackTrace?(holder: object, above: object): void })
  .captureStackTrace;
export const NativePromise = Promise;
export const NativeWeakRef = WeakRef;
export const NativeFinalizationRegistry = FinalizationRegistry;
export const NativeWeakMap = WeakMap;
export const NativeMessageChannel = MessageChannel;
export const NativeMessageEvent = MessageEvent;

export const { max, min } = Math;
export const hasOwn = Object.hasOwn;
export const isArray = Array.isArray;
export const isFiniteNumber = Number.isFinite as (value: unknown) => value is number;
export const NativeString = String;

export const promiseThen = uncurry(Promise.prototype.then) as <T>(
  promise: Promise<T>,
  fulfilled: (value: T) => unknown,
  rejected: (reason: unknown) => unknown,
) => Promise<unknown>;
export const weakMapGet = uncurry(WeakMap.prototype.get) as <V>(
  map: WeakMap<object, V>,
  key: object,
) => V | undefined;
export const weakMapSet = uncurry(WeakMap.prototype.set) as <V>(
  map: WeakMap<object, V>,
  key: object,
  value: V,
) => void;
export const weakMapDelete = uncurry(WeakMap.prototype.delete) as (
  map: WeakMap<object, unknown>,
  key: object,
) => boolean;
export const deref = uncurry(WeakRef.prototype.deref) as <T extends WeakKey>(
  ref: WeakRef<T>,
) => T | undefined;
export const register = uncurry(FinalizationRegistry.prototype.register) as <T>(
  registry: FinalizationRegistry<T>,
  target: WeakKey,
  held: T,
) => void;

export const indexOf = uncurry(String.prototype.indexOf);
export const slice = uncurry(String.prototype.slice);
export const exec = uncurry(RegExp.prototype.exec);
export const startsWith = uncurry(String.prototype.startsWith);

export const addListener = uncurry(EventTarget.prototype.addEventListener) as (
  target: EventTarget,
  type: string,
  listener: (event: Event) => void,
  options?: { capture: true },
) => void;
export const dispatch = uncurry(EventTarget.prototype.dispatchEvent);
export const startPort = uncurry(MessagePort.prototype.start);
export const closePort = uncurry(MessagePort.prototype.close);
export const { data: messageData } = gettersOf('MessageEvent', 'data');

const nativeSetTimeout = setTimeout;
/** `setTimeout` of this window. */
export const later = (task: () => void, ms: number): void =>
  void apply(nativeSetTimeout, globalThis, [task, ms]);

const performanceNow = uncurry(Performance.prototype.now);
const clock = performance;
const { timeOrigin } = performance;
/** Epoch milliseconds as a float; it never runs backwards. */
export const now = (): number => timeOrigin + performanceNow(clock);

/**
 * Attributes of one of the window's interfaces, each as a function of an object, which answers `undefined` where
 * the browser lacks the attribute. It reads the browser's own slot, whatever the page put on the object.
 */
export function gettersOf<Name extends string>(interfaceName: string, ...names: Name[]) {
  return readAll(getterOf, interfaceName, names);
}

/** Methods of one of the window's interfaces, each as a function of an object, or `undefined` as it is lacking. */
export function methodsOf<Name extends string>(interfaceName: string, ...names: Name[]) {
  return readAll(methodOf, interfaceName, names);
}

export function prototypeOf(interfaceName: string): object | undefined {
  return (globalThis as unknown as Record<string, { prototype: object } | undefined>)[interfaceName]
    ?.prototype;
}

function readAll<Name extends string, Read>(
  read: (prototype: object | undefined, name: string) => Read,
  interfaceName: string,
  names: readonly Name[],
): Record<Name, Read> {
  const all = {} as Record<Name, Read>;
  for (const name of names) all[name] = read(prototypeOf(interfaceName), name);
  return all;
}

function getterOf(prototype: object | undefined, name: string): (self: object) => unknown {
  const getter = prototype && getOwnPropertyDescriptor(prototype, name)?.get;
  return getter ? uncurry(getter as (this: object) => unknown) : () => undefined;
}

function methodOf(
  prototype: object | undefined,
  name: string,
): ((self: object, ...args: unknown[]) => unknown) | undefined {
  const method = prototype && getOwnPropertyDescriptor(prototype, name)?.value;
  return typeof method === 'function' ? uncurry(method) : undefined;
}

/** Appends to an array of ours, past any setter that the page put on `Array.prototype`. */
export function append<T>(array: T[], value: T): void {
  defineProperty(array, array.length, {
    __proto__: null,
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  } as PropertyDescriptor);
}

/** Runs our own code so that no failure of it reaches the page. */
export function safely<T>(task: () => T): T | undefined {
  try {
    return task();
  } catch {
    return undefined;
  }
}
