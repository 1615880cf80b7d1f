import {
  getOwnPropertyDescriptor,
  getPrototypeOf,
  gettersOf,
  hasOwn,
  isFiniteNumber,
  NativeString,
  slice,
} from './builtins.ts';
import { withoutSecrets } from './sdp-redaction.ts';

/** Bounded text of anything; objects of the page are not asked for theirs. */
export function text(value: unknown, maxLength: number): string {
  if (typeof value === 'string') return slice(value, 0, maxLength);
  if (typeof value === 'number' || typeof value === 'boolean') return NativeString(value);
  return '';
}

export function textOrNull(value: unknown, maxLength: number): string | null {
  return typeof value === 'string' && value !== '' ? slice(value, 0, maxLength) : null;
}

/** Depth to which a dictionary's prototypes are searched. */
const maxDepth = 4;

/**
 * A member of a dictionary that the page passed. Only data properties are read: running the page's getters
 * a second time would be noticed.
 */
export function dataMember(object: unknown, name: string): unknown {
  let holder: unknown = object;
  for (let depth = 0; depth < maxDepth && typeof holder === 'object' && holder !== null; depth++) {
    const descriptor = getOwnPropertyDescriptor(holder, name);
    if (descriptor) return hasOwn(descriptor, 'value') ? descriptor.value : undefined;
    holder = getPrototypeOf(holder);
  }
  return undefined;
}

/** A member of a dictionary that the browser made: always an own property. */
export function own(dictionary: object, name: string): unknown {
  return hasOwn(dictionary, name) ? (dictionary as Record<string, unknown>)[name] : undefined;
}

export function numberOrUndefined(value: unknown): number | undefined {
  return isFiniteNumber(value) ? value : undefined;
}

export function ownNumber(dictionary: object, name: string): number | undefined {
  return numberOrUndefined(own(dictionary, name));
}

export function ownText(dictionary: object, name: string, maxLength: number): string | undefined {
  const value = own(dictionary, name);
  return typeof value === 'string' ? slice(value, 0, maxLength) : undefined;
}

/** Seconds, as webrtc-stats counts them, in milliseconds. */
export function ownSecondsAsMs(dictionary: object, name: string): number | undefined {
  const seconds = ownNumber(dictionary, name);
  return seconds === undefined ? undefined : seconds * 1000;
}

const exception = gettersOf('DOMException', 'name', 'message');

/** Name and text of what a call failed with, without running the page's code. */
export function describeError(error: unknown): { name: string; message: string } {
  if (typeof error !== 'object' || error === null) return { name: 'Error', message: said(error) };
  let name: unknown;
  let message: unknown;
  try {
    name = exception.name(error);
    message = exception.message(error);
  } catch {
    // A TypeError and its like: their name stands on the prototype.
    name = dataMember(error, 'name');
    message = dataMember(error, 'message');
  }
  return { name: text(name, 64) || 'Error', message: said(message) };
}

/** Browsers quote the line of a description that they refuse. */
function said(message: unknown): string {
  return withoutSecrets(text(message, 512));
}
