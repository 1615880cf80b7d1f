/**
 * One behaviour of the browser, asked of it with and without the extension. It runs in the page as its own
 * source: it sees the tools and its arguments, and nothing else around it. Its answer travels as JSON.
 */
export interface Check {
  run: (tools: Tools, ...args: never[]) => unknown;
  args: unknown[];
}

/** The checks of one topic by name. They run one after the other in one fresh page. */
export type Checks = Record<string, Check>;

export function check<Args extends unknown[]>(
  run: (tools: Tools, ...args: Args) => unknown,
  ...args: Args
): Check {
  return { run: run as unknown as Check['run'], args };
}

/** The same checks for each of several subjects; what else they need they take as further arguments. */
export function each<Subject extends string, More extends unknown[]>(
  subjects: readonly Subject[],
  behaviours: Record<string, (tools: Tools, subject: Subject, ...more: More) => unknown>,
  ...more: More
): Checks {
  const checks: Checks = {};
  for (const [behaviour, run] of Object.entries(behaviours)) {
    for (const subject of subjects) checks[`${subject}: ${behaviour}`] = check(run, subject, ...more);
  }
  return checks;
}

export type Tools = ReturnType<typeof makeTools>;

/** What the checks share; runs in the page, and so must stand alone. */
export function makeTools() {
  // biome-ignore lint/security/noGlobalEval: the page's own code.
  const evaluate = globalThis.eval;
  const nextTask = () => new Promise<void>(resolve => setTimeout(resolve));

  /** What a page can tell of an error. */
  function told(error: unknown) {
    if (typeof error !== 'object' || error === null) return { thrown: String(error) };
    const { name, message, code } = error as DOMException;
    const kind =
      error instanceof DOMException ? 'DOMException' : error instanceof Error ? 'Error' : 'foreign';
    // Firefox keeps the stack elsewhere than on the error; see `known.ts`.
    const keys = Reflect.ownKeys(error).filter(key => key !== 'stack');
    return { name, message, code, kind, constructor: error.constructor.name, keys };
  }

  /** How a call ends, and whether it throws or rejects. */
  async function outcome(call: () => unknown) {
    let answer: unknown;
    try {
      answer = call();
    } catch (error) {
      return { threw: told(error) };
    }
    if (!(answer instanceof Promise)) return { returned: typeof answer };
    return answer.then(
      value => ({ resolved: typeof value }),
      error => ({ rejected: told(error) }),
    );
  }

  /** Resolves when what was begun before has had the time to end: offers begun after it have been made. */
  async function meanwhile() {
    for (let offers = 0; offers < 2; offers++) await new RTCPeerConnection().createOffer();
    await new Promise(resolve => setTimeout(resolve, 200));
  }

  /** What a promise resolves with; 'pending' when it stays open. Most settle at once, and nothing else is done. */
  async function settled<T>(promise: Promise<T>): Promise<T | 'pending'> {
    const soon = new Promise<'pending'>(resolve => setTimeout(() => resolve('pending'), 50));
    const answer = await Promise.race([promise, soon]);
    return answer === 'pending' ? Promise.race([promise, meanwhile().then(() => answer)]) : answer;
  }

  /** After how many microtasks a promise has settled; -1 when it takes more than the current task. */
  async function turns(promise: Promise<unknown>): Promise<number> {
    let settled = false;
    const settle = () => {
      settled = true;
    };
    promise.then(settle, settle);
    for (let turn = 0; turn < 20; turn++) {
      if (settled) return turn;
      await undefined;
    }
    return -1;
  }

  function described(holder: object, key: PropertyKey) {
    const descriptor = Object.getOwnPropertyDescriptor(holder, key);
    if (!descriptor) return null;
    const { value, get, set, ...flags } = descriptor;
    const functions = [value, get, set].map(each =>
      typeof each === 'function' ? [each.name, each.length, String(each)] : typeof each,
    );
    return { flags, functions, keys: Object.keys(descriptor) };
  }

  /** Logs what is read of an object, through proxies all the way down. */
  function spied<T extends object>(object: T, log: string[], path = ''): T {
    return new Proxy(object, {
      get(target, key, receiver) {
        log.push(`get ${path}${String(key)}`);
        const value = Reflect.get(target, key, receiver);
        return typeof value === 'object' && value !== null
          ? spied(value, log, `${path}${String(key)}.`)
          : value;
      },
      has(target, key) {
        log.push(`has ${path}${String(key)}`);
        return Reflect.has(target, key);
      },
      ownKeys(target) {
        log.push(`ownKeys ${path}`);
        return Reflect.ownKeys(target);
      },
      getOwnPropertyDescriptor(target, key) {
        log.push(`describe ${path}${String(key)}`);
        return Reflect.getOwnPropertyDescriptor(target, key);
      },
      getPrototypeOf(target) {
        log.push(`getPrototypeOf ${path}`);
        return Reflect.getPrototypeOf(target);
      },
    });
  }

  /** Two connections with a data channel and, if asked for, media to be negotiated. */
  function pair(kinds: string[] = []) {
    const caller = new RTCPeerConnection();
    const callee = new RTCPeerConnection();
    caller.createDataChannel('data');
    for (const kind of kinds) caller.addTransceiver(kind);
    return { caller, callee };
  }

  async function negotiate(caller: RTCPeerConnection, callee: RTCPeerConnection) {
    await caller.setLocalDescription();
    await callee.setRemoteDescription(caller.localDescription!);
    await callee.setLocalDescription();
    await caller.setRemoteDescription(callee.localDescription!);
  }

  /** A frame of this page's own origin. */
  function frame(): Window & typeof globalThis {
    const element = document.createElement('iframe');
    document.documentElement.append(element);
    return element.contentWindow as Window & typeof globalThis;
  }

  /** The rejections that the window is told of from `act` on, until it hears of no more, by the promise. */
  async function rejections(act: () => Record<string, unknown>) {
    const heard: [type: string, promise: unknown, reason: unknown, trusted: boolean][] = [];
    const hear = (event: PromiseRejectionEvent) => {
      event.preventDefault();
      heard.push([event.type, event.promise, told(event.reason), event.isTrusted]);
    };
    window.addEventListener('unhandledrejection', hear);
    window.addEventListener('rejectionhandled', hear);
    const promises = act();
    // A throttled page runs the timers of `act` and this one together, and is told only after both.
    let before: number;
    do {
      before = heard.length;
      await new Promise(resolve => setTimeout(resolve, 400));
    } while (heard.length > before);
    window.removeEventListener('unhandledrejection', hear);
    window.removeEventListener('rejectionhandled', hear);
    const nameOf = (promise: unknown) => Object.keys(promises).find(name => promises[name] === promise);
    return heard.map(([type, promise, ...rest]) => [type, nameOf(promise) ?? 'another', ...rest]);
  }

  return {
    evaluate,
    nextTask,
    meanwhile,
    settled,
    told,
    outcome,
    turns,
    described,
    spied,
    pair,
    negotiate,
    frame,
    rejections,
  };
}

/**
 * A script that leaves a page with a function `answers`, which runs the checks and promises the answers by name.
 * The driver calls it when it asks for nothing else: Firefox keeps the frames before an `await` while it evaluates.
 */
export function pageScript(checks: Checks): string {
  const entries = Object.entries(checks).map(
    ([name, { run, args }]) => `[${JSON.stringify(name)}, ${run.toString()}, ${JSON.stringify(args)}]`,
  );
  return `globalThis.answers = async () => {
  const __name = fn => fn;
  const tools = (${makeTools.toString()})();
  const answers = {};
  for (const [name, run, args] of [${entries.join(',\n')}]) {
    const late = new Promise(resolve => setTimeout(() => resolve('did not answer'), 20_000));
    try {
      answers[name] = await Promise.race([run(tools, ...args), late]);
    } catch (error) {
      answers[name] = { failed: tools.told(error) };
    }
  }
  return JSON.stringify(answers, (key, value) => (typeof value === 'undefined' || typeof value === 'symbol') ? String(value) : value);
};`;
}
