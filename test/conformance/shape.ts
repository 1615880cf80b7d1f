import { type Checks, check, each } from './check.ts';
import { someMethods } from './methods.ts';

/** What the constructor, its prototype and the methods look like. */
export const shape: Checks = {
  ...each(someMethods, {
    'its property': ({ described }, name) => described(RTCPeerConnection.prototype, name),
    'its own keys': (_, name) => Reflect.ownKeys(RTCPeerConnection.prototype[name]).sort(),
    'its source text': (_, name) => {
      const method = RTCPeerConnection.prototype[name];
      return [String(method), method.toString(), `${method}`, Function.prototype.toString.call(method)];
    },
    'its source text as another frame tells it': ({ frame }, name) =>
      frame().Function.prototype.toString.call(RTCPeerConnection.prototype[name]),
    'its prototype': (_, name) =>
      Object.getPrototypeOf(RTCPeerConnection.prototype[name]) === Function.prototype,
    'it is no constructor': ({ outcome }, name) =>
      outcome(() => Reflect.construct(RTCPeerConnection.prototype[name], [])),
    'it is no superclass': ({ outcome }, name) =>
      outcome(() => class extends (RTCPeerConnection.prototype[name] as unknown as new () => object) {}),
    'it is no new.target': ({ outcome }, name) =>
      outcome(() => Reflect.construct(Object, [], RTCPeerConnection.prototype[name])),
    'its tag and type': (_, name) => {
      const method = RTCPeerConnection.prototype[name];
      return [typeof method, Object.prototype.toString.call(method), method instanceof Function];
    },
    'it takes no clone': ({ outcome }, name) =>
      outcome(() => structuredClone(RTCPeerConnection.prototype[name])),
    'it is the same each time': (_, name) => {
      const connection = new RTCPeerConnection();
      return [connection[name] === RTCPeerConnection.prototype[name], Object.hasOwn(connection, name)];
    },
    'its missing members': (_, name) => {
      const method = RTCPeerConnection.prototype[name] as unknown as Record<string, unknown>;
      return ['prototype', 'caller', 'arguments'].map(key => [key in method, Object.hasOwn(method, key)]);
    },
    'its caller cannot be read': ({ outcome }, name) =>
      outcome(() => (RTCPeerConnection.prototype[name] as { caller?: unknown }).caller),
    'it can be bound, called and applied': ({ outcome }, name) => {
      const method = RTCPeerConnection.prototype[name] as (...args: unknown[]) => unknown;
      const bound = method.bind(null, 1, 2);
      return outcome(() => [bound.name, bound.length, String(bound)].join()).then(() => [
        bound.name,
        bound.length,
        String(bound),
      ]);
    },
  }),
  'the names of the window, in order': check(() => Object.getOwnPropertyNames(window)),
  'the symbols of the window': check(() => Object.getOwnPropertySymbols(window).map(String)),
  'the window lists the same keys': check(() => {
    const keys: string[] = [];
    for (const key in window) keys.push(key);
    return keys;
  }),
  'the property of the window': check(({ described }) => described(window, 'RTCPeerConnection')),
  'the old name': check(({ described }) => described(window, 'webkitRTCPeerConnection')),
  'the old name is the same': check(
    () =>
      (window as never as { webkitRTCPeerConnection: unknown }).webkitRTCPeerConnection === RTCPeerConnection,
  ),
  'all of the constructor': check(({ described }) =>
    Reflect.ownKeys(RTCPeerConnection).map(key => [String(key), described(RTCPeerConnection, key)]),
  ),
  'all of the prototype, in order': check(({ described }) =>
    Reflect.ownKeys(RTCPeerConnection.prototype).map(key => [
      String(key),
      described(RTCPeerConnection.prototype, key),
    ]),
  ),
  'the prototype lists the same keys': check(() => {
    const keys: string[] = [];
    for (const key in RTCPeerConnection.prototype) keys.push(key);
    return keys;
  }),
  'the constructor of the prototype': check(
    () => RTCPeerConnection.prototype.constructor === RTCPeerConnection,
  ),
  'name, length and text of the constructor': check(() => [
    RTCPeerConnection.name,
    RTCPeerConnection.length,
    String(RTCPeerConnection),
    Function.prototype.toString.call(RTCPeerConnection),
  ]),
  'the text of the constructor as another frame tells it': check(({ frame }) =>
    frame().Function.prototype.toString.call(RTCPeerConnection),
  ),
  'the text of a proxy of the constructor': check(() => String(new Proxy(RTCPeerConnection, {}))),
  'the prototype chain': check(() => [
    Object.getPrototypeOf(RTCPeerConnection) === EventTarget,
    Object.getPrototypeOf(RTCPeerConnection.prototype) === EventTarget.prototype,
    Object.getPrototypeOf(new RTCPeerConnection()) === RTCPeerConnection.prototype,
  ]),
  'the statics': check(({ outcome }) => {
    const statics = RTCPeerConnection as { generateCertificate?: (algorithm: string) => unknown };
    return outcome(() => statics.generateCertificate?.('ECDSA'));
  }),
  'a static with another this': check(({ outcome }) => {
    const { generateCertificate } = RTCPeerConnection as { generateCertificate?: (name: object) => unknown };
    return outcome(() => generateCertificate?.({ name: 'ECDSA', namedCurve: 'P-256' }));
  }),
  'the own keys of a connection': check(() => Reflect.ownKeys(new RTCPeerConnection())),
  'the tag of a connection': check(() => String(new RTCPeerConnection())),
  'a connection as JSON': check(() => JSON.stringify(new RTCPeerConnection())),
  'a connection takes no clone': check(({ outcome }) =>
    outcome(() => structuredClone(new RTCPeerConnection())),
  ),
  'the constructor takes no clone': check(({ outcome }) => outcome(() => structuredClone(RTCPeerConnection))),
  'it can be deleted and put back': check(({ described }) => {
    const kept = RTCPeerConnection;
    const deleted = Reflect.deleteProperty(window, 'RTCPeerConnection');
    const gone = typeof RTCPeerConnection;
    Object.defineProperty(window, 'RTCPeerConnection', {
      value: kept,
      writable: true,
      configurable: true,
      enumerable: false,
    });
    return [deleted, gone, described(window, 'RTCPeerConnection')];
  }),
  'a method can be replaced and put back': check(() => {
    const kept = RTCPeerConnection.prototype.restartIce;
    const heard: string[] = [];
    RTCPeerConnection.prototype.restartIce = () => void heard.push('mine');
    new RTCPeerConnection().restartIce();
    RTCPeerConnection.prototype.restartIce = kept;
    new RTCPeerConnection().restartIce();
    return heard;
  }),
  'what is assigned to the constructor stays there alone': check(() => {
    const statics = RTCPeerConnection as unknown as Record<string, unknown>;
    statics.mine = 1;
    const seen = [
      Object.keys(RTCPeerConnection),
      (RTCPeerConnection.prototype.constructor as unknown as { mine: number }).mine,
    ];
    delete statics.mine;
    return [...seen, Object.keys(RTCPeerConnection)];
  }),
  'Function.prototype.toString itself': check(({ described, outcome }) => [
    described(Function.prototype, 'toString'),
    Reflect.ownKeys(Function.prototype.toString).sort(),
    outcome(() => Reflect.construct(Function.prototype.toString, [])),
  ]),
  'Function.prototype, in order': check(({ described }) =>
    Reflect.ownKeys(Function.prototype)
      .filter(key => key !== 'caller' && key !== 'arguments')
      .map(key => [String(key), described(Function.prototype, key)]),
  ),
  ...each(['undefined', 'null', '{}', 'Object.create(RTCPeerConnection)', '1', 'Symbol()', 'document'], {
    'its text cannot be told': ({ evaluate, outcome }, expression) => {
      const value = evaluate(`(${expression})`);
      return outcome(() => Function.prototype.toString.call(value));
    },
  }),
  ...each(['() => 1', 'class A { b() {} }', 'async function* a() {}', '(() => 1).bind()', 'Array', 'Proxy'], {
    'its text': ({ evaluate }, expression) => {
      const value = evaluate(`(${expression})`);
      return [String(value), Function.prototype.toString.call(value), Function.prototype.toString.length];
    },
  }),
};
