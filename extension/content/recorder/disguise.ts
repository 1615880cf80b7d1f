import {
  apply,
  defineProperty,
  getOwnPropertyDescriptor,
  NativeWeakMap,
  proxyOf,
  weakMapGet,
  weakMapSet,
} from './builtins.ts';

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

/** `Function.prototype.toString` of a wrapper gives the text of what it wraps, and so for itself. */
export function disguiseText(): void {
  replaceValue(Function.prototype, 'toString', original =>
    proxyOf(original as () => string, {
      apply: (target, self, args) => {
        const wrapped = typeof self === 'function' ? weakMapGet(originals, self) : undefined;
        return apply(target, wrapped ?? self, args);
      },
    }),
  );
}
