import { type Checks, check, each } from './check.ts';

const calls = [
  'createOffer()',
  'createAnswer()',
  'createOffer(1)',
  'createOffer({ get iceRestart() { throw new RangeError("mine"); } })',
  'setLocalDescription()',
  'setLocalDescription(1)',
  'setLocalDescription({ type: "bogus" })',
  'setLocalDescription({ type: "offer", sdp: "v=0" })',
  'setLocalDescription({ type: "answer", sdp: "v=0" })',
  'setLocalDescription({ type: "rollback" })',
  'setLocalDescription({ type: "offer", sdp: Symbol() })',
  'setRemoteDescription()',
  'setRemoteDescription({})',
  'setRemoteDescription({ type: "bogus" })',
  'setRemoteDescription({ type: "offer", sdp: "nonsense" })',
  'setRemoteDescription({ type: "answer", sdp: "v=0" })',
  'setRemoteDescription({ type: "rollback" })',
  'setRemoteDescription({ get type() { throw new RangeError("mine"); } })',
  'setRemoteDescription(new Proxy({ type: "bogus" }, {}))',
  'addIceCandidate()',
  'addIceCandidate(null)',
  'addIceCandidate({})',
  'addIceCandidate(1)',
  'addIceCandidate({ candidate: "x" })',
  'addIceCandidate({ candidate: "x", sdpMid: "0" })',
  'addIceCandidate({ candidate: "", sdpMid: "0" })',
  'addIceCandidate({ candidate: "x", sdpMLineIndex: -1 })',
  'addIceCandidate({ candidate: Symbol() })',
  'addIceCandidate({ candidate: "x", sdpMid: { toString() { throw new RangeError("mine"); } } })',
  'getStats(1)',
];

/** The promises that methods return: what they are, when they settle, and who hears of it. */
export const promises: Checks = {
  ...each(calls, {
    'what it returns': ({ evaluate }, call) => {
      const promise = evaluate(`new RTCPeerConnection().${call}`) as Promise<unknown>;
      promise.catch(() => {});
      return [
        promise instanceof Promise,
        Object.getPrototypeOf(promise) === Promise.prototype,
        Reflect.ownKeys(promise),
        promise.constructor === Promise,
        String(promise),
      ];
    },
    'microtasks until it settles': ({ evaluate, turns }, call) =>
      turns(evaluate(`new RTCPeerConnection().${call}`)),
    'microtasks until it settles, once closed': ({ evaluate, turns }, call) =>
      turns(evaluate(`(() => { const c = new RTCPeerConnection(); c.close(); return c.${call}; })()`)),
  }),
  ...each(
    ['open', 'closed'],
    {
      'rejections that nobody handles': ({ evaluate, rejections }, state, all: string[]) =>
        rejections(() => {
          const promises: Record<string, unknown> = {};
          for (const call of all) {
            const close = state === 'closed' ? 'c.close();' : '';
            promises[call] = evaluate(
              `(() => { const c = new RTCPeerConnection(); ${close} return c.${call}; })()`,
            );
          }
          return promises;
        }),
    },
    calls,
  ),
  'a rejection handled at once is not told': check(({ rejections }) =>
    rejections(() => {
      const promise = new RTCPeerConnection().setRemoteDescription({ type: 'answer', sdp: '' });
      promise.catch(() => {});
      return { promise };
    }),
  ),
  'a rejection handled late is told twice': check(({ rejections }) =>
    rejections(() => {
      const promise = new RTCPeerConnection().setRemoteDescription({ type: 'answer', sdp: '' });
      setTimeout(() => promise.catch(() => {}), 200);
      return { promise };
    }),
  ),
  'a rejection that a then without a handler passes on': check(({ rejections }) =>
    rejections(() => {
      const promise = new RTCPeerConnection().createAnswer();
      return { promise, derived: promise.then(() => {}) };
    }),
  ),
  'the promise of an unhandled rejection is the one returned': check(async () => {
    const returned: unknown[] = [];
    const heard = new Promise<unknown>(resolve => {
      window.addEventListener(
        'unhandledrejection',
        event => {
          event.preventDefault();
          resolve(event.promise);
        },
        { once: true },
      );
    });
    returned.push(new RTCPeerConnection().setRemoteDescription({ type: 'answer', sdp: 'v=0' }));
    return (await heard) === returned[0];
  }),
  'several rejections are told in order': check(({ rejections }) =>
    rejections(() => {
      const connection = new RTCPeerConnection();
      return {
        first: connection.addIceCandidate({ candidate: 'x' }),
        second: connection.createOffer(1 as never),
        mine: Promise.reject(new Error('mine')),
        third: connection.setRemoteDescription({ type: 'bogus' as never }),
      };
    }),
  ),
  'an error is the same object for every handler': check(async () => {
    const promise = new RTCPeerConnection().createAnswer();
    const [first, second] = await Promise.all([promise.catch(e => e), promise.catch(e => e)]);
    return first === second;
  }),
  'two calls return two promises': check(() => {
    const connection = new RTCPeerConnection();
    return new Set([connection.createOffer(), connection.createOffer()]).size;
  }),
  'Promise.resolve gives the same promise back': check(() => {
    const promise = new RTCPeerConnection().createOffer();
    return Promise.resolve(promise) === promise;
  }),
  'a promise takes no clone': check(({ outcome }) =>
    outcome(() => structuredClone(new RTCPeerConnection().createOffer())),
  ),
  'what an offer resolves to': check(async ({ described }) => {
    const offer = await new RTCPeerConnection().createOffer();
    return [
      offer.constructor.name,
      Object.getPrototypeOf(offer) === Object.prototype,
      Reflect.ownKeys(offer),
      described(offer, 'type'),
      JSON.stringify(Object.keys(JSON.parse(JSON.stringify(offer)))),
    ];
  }),
  'what the others resolve to': check(async ({ pair }) => {
    const { caller, callee } = pair();
    const offer = await caller.createOffer();
    return [
      await caller.setLocalDescription(offer),
      await callee.setRemoteDescription(offer),
      await callee.addIceCandidate(),
      Object.keys(await callee.createAnswer()),
    ];
  }),
  'a promise of another frame is of that frame': check(({ frame }) => {
    const other = frame();
    const promise = new other.RTCPeerConnection().createOffer();
    return [
      promise instanceof Promise,
      promise instanceof (other as unknown as { Promise: PromiseConstructor }).Promise,
    ];
  }),
  'a borrowed method promises in its own frame': check(({ frame }) => {
    const other = frame() as Window & typeof globalThis;
    const connection = new RTCPeerConnection();
    const promise = Reflect.apply(other.RTCPeerConnection.prototype.createOffer, connection, []);
    const own = Reflect.apply(RTCPeerConnection.prototype.createOffer, new other.RTCPeerConnection(), []);
    return [promise instanceof Promise, promise instanceof other.Promise, own instanceof Promise];
  }),
  'a borrowed method rejects with an error of its own frame': check(async ({ frame }) => {
    const other = frame() as Window & typeof globalThis;
    const error = await Reflect.apply(
      other.RTCPeerConnection.prototype.createOffer,
      new RTCPeerConnection(),
      [1] as never,
    ).then(null, (e: unknown) => e);
    return [error instanceof TypeError, error instanceof other.TypeError];
  }),
  'then is not looked up by the call': check(async () => {
    const kept = Promise.prototype.then;
    let lookups = 0;
    Object.defineProperty(Promise.prototype, 'then', {
      configurable: true,
      get() {
        lookups++;
        return kept;
      },
    });
    const connection = new RTCPeerConnection();
    const made = [connection.createOffer(), connection.setLocalDescription(), connection.createAnswer()];
    Object.defineProperty(Promise.prototype, 'then', { configurable: true, writable: true, value: kept });
    await Promise.allSettled(made);
    return lookups;
  }),
  'the species of Promise is not asked': check(async () => {
    let asked = 0;
    const kept = Object.getOwnPropertyDescriptor(Promise, Symbol.species)!;
    Object.defineProperty(Promise, Symbol.species, {
      configurable: true,
      get() {
        asked++;
        return Promise;
      },
    });
    const made = new RTCPeerConnection().createOffer();
    Object.defineProperty(Promise, Symbol.species, kept);
    await made;
    return asked;
  }),
  'the constructor of Promise.prototype is not asked': check(async () => {
    let asked = 0;
    Object.defineProperty(Promise.prototype, 'constructor', {
      configurable: true,
      get() {
        asked++;
        return Promise;
      },
    });
    const made = [new RTCPeerConnection().createOffer(), new RTCPeerConnection().setLocalDescription()];
    Object.defineProperty(Promise.prototype, 'constructor', {
      configurable: true,
      writable: true,
      value: Promise,
    });
    await Promise.all(made);
    return asked;
  }),
};
