import {
  apply,
  defineProperty,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  NativeWeakMap,
  proxyOf,
  safely,
  weakMapGet,
  weakMapSet,
} from './builtins.ts';
import { cleanStack, pageStack } from './stack.ts';

/** The native function under each wrapper. */
const originals = new NativeWeakMap<object, object>();

/** Puts `wrapper` in the place of a property's value; flags and position of the property stay as they were. */
export function replaceValue(holder: object, name: string, wrapper: (original: object) => object): void {
  const descriptor = getOwnPropertyDescriptor(holder, name);
  if (!descriptor || typeof descriptor.value !== 'function' || !descriptor.configurable) return;
  const replacement = wrapper(descriptor.value);
  weakMapSet(originals, replacement, descriptor.value);
  defineProperty(holder, name, { ...descriptor, value: replacement });
}

const functionPrototype: object = Function.prototype;

/** `Function.prototype.toString` of a wrapper gives the text of what it wraps, and so for itself. */
export function disguiseText(): void {
  replaceValue(functionPrototype, 'toString', original => {
    const nativeText = (of: unknown) => apply(original as () => string, of, []);
    /** How the browser tells a proxy, and little else. */
    const nameless = nativeText(proxyOf(() => {}, {}));

    function tell(_target: object, self: unknown): string {
      const wrapped = typeof self === 'function' ? weakMapGet(originals, self) : undefined;
      try {
        const text = nativeText(wrapped ?? self);
        return !wrapped && text === nameless ? (safely(() => textElsewhere(self as object)) ?? text) : text;
      } catch (error) {
        cleanStack(error, pageStack(tell));
        throw error;
      }
    }

    /** The wrapper of another frame is known to that frame's own `toString`, itself a wrapper. */
    function textElsewhere(self: object): string | undefined {
      let holder = getPrototypeOf(self);
      for (let depth = 0; typeof holder === 'function' && depth < 3; depth++) {
        if (holder === functionPrototype) return undefined;
        const theirs: unknown = getOwnPropertyDescriptor(holder, 'toString')?.value;
        if (theirs && nativeText(theirs) === nameless) return apply(theirs as () => string, self, []);
        holder = getPrototypeOf(holder);
      }
      return undefined;
    }

    return proxyOf(original, { apply: tell });
  });
}
