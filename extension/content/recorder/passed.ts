import { append, proxyOf } from './builtins.ts';
import { candidate } from './native.ts';

/** The arguments of one call, and what the browser read of the dictionary among them. */
export interface Passed {
  /** As the page passed them. */
  args: ArrayLike<unknown>;
  /** As the browser is to get them. */
  handedOn: unknown[];
  /** Members of the first argument, once the browser has read them. */
  read: Record<string, unknown>;
}

/**
 * The first argument is a dictionary. Reading it would run getters and proxies of the page once more than without
 * us; so the browser gets one that notes what it reads. A candidate may also be passed as it is.
 */
export function passing(args: unknown[], takes: 'dictionary' | 'candidate' | undefined): Passed {
  const read: Record<string, unknown> = { __proto__: null } as never;
  const first = args[0];
  if (!takes || typeof first !== 'object' || first === null || (takes === 'candidate' && isCandidate(first)))
    return { args, handedOn: args, read };
  const handedOn: unknown[] = [];
  append(handedOn, notingReads(first, read));
  for (let i = 1; i < args.length; i++) append(handedOn, args[i]);
  return { args, handedOn, read };
}

/** The browser reads members alone, each by its name, once, before the call returns. */
function notingReads(dictionary: object, read: Record<string, unknown>): object {
  // With the page's object as the target, the engine would look at it to check the answers.
  return proxyOf(
    {},
    {
      get(_, name) {
        // Not by `Reflect.get`, which would stand in the stacks of the page's getters.
        const value = (dictionary as Record<PropertyKey, unknown>)[name];
        if (typeof name === 'string') read[name] = value;
        return value;
      },
    },
  );
}

function isCandidate(object: object): boolean {
  try {
    candidate.candidate(object);
    return true;
  } catch {
    return false;
  }
}
