import { type Checks, check } from './check.ts';

/** What could betray somebody who listens in: nothing of the page's is called, changed or filled. */
export const footprints: Checks = {
  'no built-in that the page replaces is called': check(async ({ pair, negotiate }) => {
    const called: string[] = [];
    const restore: (() => void)[] = [];
    const owners = {
      EventTarget: EventTarget.prototype,
      MessagePort: MessagePort.prototype,
      Performance: Performance.prototype,
      WeakMap: WeakMap.prototype,
      WeakRef: WeakRef.prototype,
      String: String.prototype,
      Array: Array.prototype,
      Map: Map.prototype,
      JSON,
      Math,
      Reflect,
      Object,
      Date,
      window,
    };
    const quiet = ['toString', 'call', 'apply', 'constructor', 'valueOf', 'at', 'eval'];
    for (const [owner, holder] of Object.entries(owners) as [string, object][]) {
      for (const name of Object.getOwnPropertyNames(holder)) {
        const descriptor = Object.getOwnPropertyDescriptor(holder, name)!;
        const { value } = descriptor;
        if (typeof value !== 'function' || !descriptor.configurable || !descriptor.writable) continue;
        if (quiet.includes(name) || /^[A-Z]/.test(name)) continue;
        Object.defineProperty(holder, name, {
          ...descriptor,
          value: new Proxy(value, {
            apply(target, self, args) {
              called[called.length] = `${owner}.${name}`;
              return apply(target, self, args);
            },
          }),
        });
        restore[restore.length] = () => define(holder, name, descriptor);
      }
    }
    const connection = new RTCPeerConnection({ iceServers: [{ urls: ['stun:127.0.0.1:9'] }] });
    connection.restartIce();
    const offer = connection.createOffer({ iceRestart: true });
    connection.setConfiguration({});
    const local = connection.setLocalDescription();
    connection.close();
    for (let i = 0; i < restore.length; i++) restore[i]!();
    void [offer, local];
    const { caller, callee } = pair();
    await negotiate(caller, callee);
    return called;
    function apply(target: () => unknown, self: unknown, args: unknown[]) {
      return target.apply(self, args as []);
    }
    function define(holder: object, name: string, descriptor: PropertyDescriptor) {
      delete (holder as Record<string, unknown>)[name];
      (Object as { defineProperty: typeof Object.defineProperty }).defineProperty(holder, name, descriptor);
    }
  }),
  'nothing lands on the shared prototypes': check(async ({ pair, negotiate }) => {
    const { caller, callee } = pair();
    await negotiate(caller, callee);
    return [Object, Function, Array, Promise, EventTarget, Event, Error, Proxy, WeakMap].map(each => [
      each.name,
      Reflect.ownKeys(each).map(String),
      each.prototype && Reflect.ownKeys(each.prototype).map(String),
    ]);
  }),
  'nothing lands on connections': check(async ({ pair, negotiate }) => {
    const { caller, callee } = pair();
    await negotiate(caller, callee);
    return [Reflect.ownKeys(caller), Reflect.ownKeys(callee.remoteDescription!)];
  }),
  'nothing lands on the document': check(() => [
    document.documentElement.getAttributeNames(),
    document.querySelectorAll('*').length,
    document.scripts.length,
    document.styleSheets.length,
    Reflect.ownKeys(document).map(String),
  ]),
  'no message is heard': check(async ({ pair, negotiate }) => {
    const heard: unknown[] = [];
    const hear = (event: Event) => heard.push(event.type);
    const types = [
      'message',
      'messageerror',
      'error',
      'icescope-channel',
      'storage',
      'securitypolicyviolation',
    ];
    for (const type of types) window.addEventListener(type, hear, true);
    const { caller, callee } = pair();
    await negotiate(caller, callee);
    await new Promise(resolve => setTimeout(resolve, 200));
    for (const type of types) window.removeEventListener(type, hear, true);
    return heard;
  }),
  'no performance entry': check(async ({ pair, negotiate }) => {
    const { caller, callee } = pair();
    await negotiate(caller, callee);
    const kinds = ['resource', 'mark', 'measure'];
    return performance
      .getEntries()
      .filter(({ entryType }) => kinds.includes(entryType))
      .map(({ entryType, name }) => [entryType, name]);
  }),
  'nothing is written to the console': check(async ({ pair, negotiate }) => {
    const written: unknown[] = [];
    const kept = { ...console };
    for (const name of Object.keys(console) as 'log'[]) {
      if (typeof console[name] === 'function')
        console[name] = (...values) => void written.push([name, values.length]);
    }
    const { caller, callee } = pair();
    await negotiate(caller, callee);
    await caller.setRemoteDescription({ type: 'answer', sdp: 'v=0' }).catch(() => {});
    Object.assign(console, kept);
    return written;
  }),
  'nothing is stored': check(() => [
    Object.keys(localStorage),
    Object.keys(sessionStorage),
    document.cookie,
    history.length >= 1,
    window.name,
  ]),
  'timers are numbered as ever': check(async ({ pair, negotiate }) => {
    const first = setTimeout(() => {});
    const { caller, callee } = pair();
    caller.onicecandidate = ({ candidate }) => void callee.addIceCandidate(candidate ?? undefined);
    callee.onicecandidate = ({ candidate }) => void caller.addIceCandidate(candidate ?? undefined);
    const connected = new Promise<void>(resolve => {
      caller.onconnectionstatechange = () => caller.connectionState === 'connected' && resolve();
    });
    await negotiate(caller, callee);
    await connected;
    // Not by a timer of this page, which would take numbers itself.
    for (let i = 0; i < 20; i++) await caller.getStats();
    const last = setTimeout(() => {});
    caller.close();
    callee.close();
    return (last as never as number) - (first as never as number);
  }),
  'the stack of the first script is empty above it': check(() => document.currentScript === null),
  'own listeners are what addEventListener is called for': check(async () => {
    const kept = EventTarget.prototype.addEventListener;
    const added: string[] = [];
    EventTarget.prototype.addEventListener = function (type: string, ...rest: unknown[]) {
      added.push(type);
      return Reflect.apply(kept, this, [type, ...rest]);
    };
    const connection = new RTCPeerConnection();
    connection.addEventListener('track', () => {});
    await connection.createOffer();
    EventTarget.prototype.addEventListener = kept;
    return added;
  }),
  'own events are what dispatchEvent is called for': check(async () => {
    const kept = EventTarget.prototype.dispatchEvent;
    let dispatched = 0;
    EventTarget.prototype.dispatchEvent = function (event: Event) {
      dispatched++;
      return Reflect.apply(kept, this, [event]);
    };
    const connection = new RTCPeerConnection();
    await connection.createOffer();
    EventTarget.prototype.dispatchEvent = kept;
    return dispatched;
  }),
  'getStats of the page alone is called': check(async ({ pair, negotiate }) => {
    const kept = RTCPeerConnection.prototype.getStats;
    let calls = 0;
    RTCPeerConnection.prototype.getStats = function (...given) {
      calls++;
      return Reflect.apply(kept, this, given);
    };
    const { caller, callee } = pair();
    await negotiate(caller, callee);
    await caller.getStats();
    await new Promise(resolve => setTimeout(resolve, 100));
    RTCPeerConnection.prototype.getStats = kept;
    return calls;
  }),
  'attributes of a connection are read by the page alone': check(async ({ pair, negotiate }) => {
    const read: string[] = [];
    const kept: [string, PropertyDescriptor][] = [];
    for (const [name, descriptor] of Object.entries(
      Object.getOwnPropertyDescriptors(RTCPeerConnection.prototype),
    )) {
      const { get } = descriptor;
      if (!get || name.startsWith('on')) continue;
      kept.push([name, descriptor]);
      Object.defineProperty(RTCPeerConnection.prototype, name, {
        ...descriptor,
        get() {
          read.push(name);
          return Reflect.apply(get, this, []);
        },
      });
    }
    const { caller, callee } = pair();
    await negotiate(caller, callee);
    for (const [name, descriptor] of kept)
      Object.defineProperty(RTCPeerConnection.prototype, name, descriptor);
    return read;
  }),
  'frozen prototypes do no harm': check(async ({ frame, outcome }) => {
    const other = frame() as Window & typeof globalThis;
    other.Object.freeze(other.RTCPeerConnection.prototype);
    other.Object.freeze(other.Object.prototype);
    return outcome(() => new other.RTCPeerConnection().createOffer());
  }),
};
