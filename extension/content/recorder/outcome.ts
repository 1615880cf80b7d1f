import {
  addListener,
  append,
  defineProperty,
  getPrototypeOf,
  gettersOf,
  later,
  NativePromise,
  NativeWeakMap,
  promiseThen,
  reflectGet,
  safely,
  setPrototypeOf,
  weakMapDelete,
  weakMapGet,
  weakMapSet,
} from './builtins.ts';

interface Watch {
  fulfilled(value: unknown): void;
  rejected(reason: unknown): void;
}

/**
 * Learns how a promise ends that the page holds too. Watching it marks its rejection as handled, and the page
 * would lose its `unhandledrejection`; handing out another promise would settle a microtask later. So it is
 * watched from the moment the page itself handles it: `await` and `then` ask a promise for its `constructor`
 * first, and until then the promise has a prototype that notices.
 */
export function observeOutcome(
  promise: unknown,
  fulfilled: Watch['fulfilled'],
  rejected: Watch['rejected'],
): void {
  // Whatever else an earlier script made the method return is none of ours.
  if (typeof promise !== 'object' || promise === null) return;
  if (getPrototypeOf(promise) !== promisePrototype) return;
  weakMapSet(waiting, promise, { fulfilled, rejected });
  setPrototypeOf(promise, noticing);
  append(newest, promise);
  if (newest.length === 1 && older.length === 0) later(beginOlder, unhandledMs);
}

/** Calls that are not settled for so long do not fail either. */
const unhandledMs = 1_000;

/** Promises that wait for the page: since the timer began to run, and since the time before. One serves them all. */
let newest: object[] = [];
let older: object[] = [];

/** Nobody waits for these: had they been rejected by now, the window would have been told. */
function beginOlder(): void {
  const due = older;
  older = newest;
  newest = [];
  for (let i = 0; i < due.length; i++) begin(due[i]!);
  if (older.length > 0) later(beginOlder, unhandledMs);
}

const promisePrototype: object = NativePromise.prototype;
const waiting = new NativeWeakMap<object, Watch>();

const noticing: object = { __proto__: promisePrototype };
defineProperty(noticing, 'constructor', {
  get(this: object) {
    begin(this);
    return reflectGet(promisePrototype, 'constructor', this);
  },
  set(this: object, value: unknown) {
    begin(this);
    (this as { constructor: unknown }).constructor = value;
  },
  configurable: true,
});

function take(promise: object): Watch | undefined {
  const watch = weakMapGet(waiting, promise);
  if (!watch) return undefined;
  weakMapDelete(waiting, promise);
  setPrototypeOf(promise, promisePrototype);
  return watch;
}

function begin(promise: object): void {
  const watch = take(promise);
  if (!watch) return;
  const { fulfilled, rejected } = watch;
  safely(() => {
    // `then` asks for the constructor as well, and a page may have put its own in place.
    defineProperty(promise, 'constructor', ownSpecies);
    promiseThen(
      promise as Promise<unknown>,
      value => safely(() => fulfilled(value)),
      reason => safely(() => rejected(reason)),
    );
  });
  delete (promise as { constructor?: unknown }).constructor;
}

const ownSpecies = { __proto__: null, value: undefined, configurable: true } as PropertyDescriptor;

const rejection = gettersOf('PromiseRejectionEvent', 'promise', 'reason');

// Captured, and so before every listener that the page adds.
addListener(
  window,
  'unhandledrejection',
  event =>
    safely(() => {
      const promise = rejection.promise(event);
      if (typeof promise !== 'object' || promise === null) return;
      take(promise)?.rejected(rejection.reason(event));
    }),
  { capture: true },
);
