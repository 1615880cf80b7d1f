import { needsTicks } from '../channel.ts';
import { getOwnPropertyDescriptor, max, promiseThen, safely, uncurry } from './builtins.ts';

type Wait = (task: () => void, ms: number) => void;

/**
 * Like `setTimeout`, but not held back to once a second in a hidden page of Chromium: a wait for shared memory
 * to change, which nobody changes. No policy of the page forbids it. Not in Firefox, nor where a person has switched
 * WebAssembly off.
 */
export const wait = needsTicks ? null : safely(createWait);

function createWait(): Wait {
  const { waitAsync } = Atomics;
  const { Memory } = WebAssembly;
  const bufferOf = uncurry(getOwnPropertyDescriptor(Memory.prototype, 'buffer')!.get!);
  const NativeInt32Array = Int32Array;
  let cell: Int32Array | undefined;
  return (task, ms) =>
    safely(() => {
      // Most pages are not given `SharedArrayBuffer` itself.
      cell ??= new NativeInt32Array(bufferOf(new Memory({ initial: 1, maximum: 1, shared: true })));
      const { value } = waitAsync(cell, 0, 0, max(1, ms));
      promiseThen(value as Promise<string>, task, task);
    });
}
