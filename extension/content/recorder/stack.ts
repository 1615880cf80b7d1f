import {
  apply,
  captureStackTrace,
  defineProperty,
  exec,
  getOwnPropertyDescriptor,
  indexOf,
  NativeError,
  slice,
} from './builtins.ts';

/**
 * Errors that the browser makes while a wrapper calls it name the wrapper among the stack's frames. What the page
 * gets to see has the page's frames alone, as it would without us.
 */

const sample = new NativeError();
/** The getter of V8's errors is their own; Firefox' stands on their prototypes; some versions have a plain value. */
const ownGetter = getOwnPropertyDescriptor(sample, 'stack')?.get;
const inheritedGetters = [
  getOwnPropertyDescriptor(NativeError.prototype, 'stack')?.get,
  getOwnPropertyDescriptor(DOMException.prototype, 'stack')?.get,
];
/** How our frames name this script: by its address in Chromium, as `<anonymous code>` in Firefox. */
const script = /[(@ ](<anonymous code>|[^(@ ]+):\d+:\d+\)?\s*$/.exec(sample.stack ?? '')?.[1];

/** Where the page made the call that `wrapper` handles; it must be on the stack. */
export function pageStack(wrapper: object): object {
  const holder = {};
  captureStackTrace?.(holder, wrapper);
  return holder;
}

/** Takes our frames out of `error`; `page` is where the call was made. */
export function cleanStack(error: unknown, page: object): void {
  // A formatter of the page's would notice being asked.
  if (typeof error !== 'object' || error === null || !script || 'prepareStackTrace' in NativeError) return;
  const own = getOwnPropertyDescriptor(error, 'stack');
  const text = own ? ownStack(error, own) : inheritedStack(error);
  if (typeof text !== 'string' || indexOf(text, script) < 0) return;
  const value = withoutOurs(text, script, (page as Error).stack);
  if (own?.set) apply(own.set, error, [value]);
  else replace(error, 'stack', value);
  moveSource(error, value);
}

/** Firefox also keeps on the error where its first frame was. */
function moveSource(error: object, stack: string): void {
  if (!getOwnPropertyDescriptor(error, 'lineNumber')) return;
  const first = exec(/@(.*):(\d+):(\d+)\n/, stack);
  if (!first) return;
  replace(error, 'fileName', first[1]);
  replace(error, 'lineNumber', +first[2]!);
  replace(error, 'columnNumber', +first[3]!);
}

function replace(error: object, name: string, value: unknown): void {
  defineProperty(error, name, { __proto__: null, ...hidden, value } as PropertyDescriptor);
}

const hidden = { writable: true, enumerable: false, configurable: true };

function ownStack(error: object, own: PropertyDescriptor): unknown {
  if (!own.get) return own.value;
  return own.get === ownGetter ? apply(own.get, error, []) : undefined;
}

function inheritedStack(error: object): unknown {
  for (let i = 0; i < inheritedGetters.length; i++) {
    const getter = inheritedGetters[i];
    try {
      const text = getter && apply(getter, error, []);
      if (text) return text;
    } catch {
      // Not the kind of error that has this getter.
    }
  }
  return undefined;
}

function withoutOurs(text: string, ours: string, page: unknown): string {
  const frames = startOfFrames(text);
  // Made by the browser right under us: we took a place that the limit on frames cut off below.
  if (typeof page === 'string' && indexOf(line(text, frames), ours) >= 0) {
    return slice(text, 0, frames) + slice(page, startOfFrames(page));
  }
  let kept = slice(text, 0, frames);
  for (let start = frames; start < text.length; ) {
    const each = line(text, start);
    if (indexOf(each, ours) < 0) kept += each;
    start += each.length;
  }
  return kept;
}

/** V8 puts the error's message before the frames. */
function startOfFrames(stack: string): number {
  const newline = indexOf(stack, '\n    at ');
  return newline < 0 ? 0 : newline + 1;
}

/** The line that begins at `start`, with its end. */
function line(text: string, start: number): string {
  const newline = indexOf(text, '\n', start);
  return slice(text, start, newline < 0 ? text.length : newline + 1);
}
