import { type Checks, check, each } from './check.ts';

/** Making connections: plainly, by subclasses, by reflection, and in vain. */
export const construction: Checks = {
  'without new': check(({ outcome }) => outcome(() => (RTCPeerConnection as unknown as () => void)())),
  'called with a connection as this': check(({ outcome }) =>
    outcome(() => Reflect.apply(RTCPeerConnection as never, new RTCPeerConnection(), [])),
  ),
  ...each(
    [
      '1',
      '"text"',
      'true',
      'null',
      'undefined',
      'Symbol()',
      '[]',
      '() => {}',
      '{ iceServers: null }',
      '{ iceServers: 1 }',
      '{ iceServers: [1] }',
      '{ iceServers: [{}] }',
      '{ iceServers: [{ urls: [] }] }',
      '{ iceServers: [{ urls: "" }] }',
      '{ iceServers: [{ urls: "http://example.org" }] }',
      '{ iceServers: [{ urls: "stun:" }] }',
      '{ iceServers: [{ urls: "turn:example.org" }] }',
      '{ iceServers: [{ urls: "turn:example.org", username: "u" }] }',
      '{ iceServers: [{ urls: "turn:example.org", username: "u", credential: "c" }] }',
      '{ iceServers: [{ urls: "stun:example.org", credentialType: "oauth" }] }',
      '{ iceServers: [{ urls: ["stun:example.org", "nonsense"] }] }',
      '{ iceServers: new Set([{ urls: "stun:example.org" }]) }',
      '{ iceTransportPolicy: "none" }',
      '{ iceTransportPolicy: "relay" }',
      '{ bundlePolicy: "bogus" }',
      '{ bundlePolicy: "max-bundle" }',
      '{ rtcpMuxPolicy: "negotiate" }',
      '{ rtcpMuxPolicy: "bogus" }',
      '{ iceCandidatePoolSize: -1 }',
      '{ iceCandidatePoolSize: 256 }',
      '{ iceCandidatePoolSize: 4 }',
      '{ certificates: [1] }',
      '{ certificates: [null] }',
      '{ peerIdentity: "x" }',
      '{ get iceServers() { throw new RangeError("mine"); } }',
      '{ get bundlePolicy() { throw 1; } }',
    ],
    {
      'as a configuration': ({ evaluate, outcome }, expression) => {
        const configuration = evaluate(`(${expression})`);
        return outcome(() => new RTCPeerConnection(configuration));
      },
      'as a configuration, read back': ({ evaluate }, expression) => {
        const configuration = evaluate(`(${expression})`);
        try {
          return new RTCPeerConnection(configuration).getConfiguration();
        } catch {
          return 'refused';
        }
      },
    },
  ),
  'members are read once, in order': check(({ spied }) => {
    const log: string[] = [];
    const configuration = {
      iceServers: [{ urls: ['stun:example.org'], username: 'u', credential: 'c' }],
      bundlePolicy: 'balanced',
      iceCandidatePoolSize: 0,
    };
    new RTCPeerConnection(spied(configuration, log) as RTCConfiguration);
    return log;
  }),
  'toString of a member runs once': check(() => {
    let runs = 0;
    const urls = {
      toString() {
        runs++;
        return 'stun:example.org';
      },
    };
    new RTCPeerConnection({ iceServers: [{ urls: urls as never }] });
    return runs;
  }),
  'a subclass': check(() => {
    class Mine extends RTCPeerConnection {
      field = 1;
      constructor(readonly label: string) {
        super({ bundlePolicy: 'max-bundle' });
      }
      override close() {
        this.field++;
        super.close();
      }
    }
    const mine = new Mine('x');
    mine.close();
    return [
      mine instanceof Mine,
      mine instanceof RTCPeerConnection,
      mine.constructor === Mine,
      Object.getPrototypeOf(Mine) === RTCPeerConnection,
      mine.field,
      mine.label,
      mine.signalingState,
      mine.getConfiguration().bundlePolicy,
      Reflect.ownKeys(mine),
      Mine.name,
      Mine.length,
      String(mine),
    ];
  }),
  'an old-fashioned subclass': check(() => {
    function Mine() {
      return Reflect.construct(RTCPeerConnection, [], Mine);
    }
    Mine.prototype = Object.create(RTCPeerConnection.prototype);
    const mine = Reflect.construct(Mine, []) as RTCPeerConnection;
    return [mine instanceof Mine, mine.signalingState, Object.getPrototypeOf(mine) === Mine.prototype];
  }),
  'an old-fashioned subclass by call': check(({ outcome }) => {
    function Mine(this: unknown) {
      (RTCPeerConnection as unknown as () => void).call(this as never);
    }
    return outcome(() => Reflect.construct(Mine, []));
  }),
  'new.target of another kind': check(() => {
    class Other {}
    const made = Reflect.construct(RTCPeerConnection, [], Other);
    return [made instanceof Other, made instanceof RTCPeerConnection, String(made)];
  }),
  'new.target without a prototype': check(() => {
    const target = new Proxy(() => {}, { get: (_, key) => (key === 'prototype' ? 1 : undefined) });
    const made = Reflect.construct(RTCPeerConnection, [], target);
    return Object.getPrototypeOf(made) === RTCPeerConnection.prototype;
  }),
  'new.target is asked for its prototype once': check(() => {
    const log: string[] = [];
    const target = new Proxy(RTCPeerConnection, {
      get(of, key, receiver) {
        log.push(String(key));
        return Reflect.get(of, key, receiver);
      },
    });
    Reflect.construct(RTCPeerConnection, [], target);
    return log;
  }),
  'new.target whose prototype cannot be read': check(({ outcome }) =>
    outcome(() =>
      Reflect.construct(
        RTCPeerConnection,
        [],
        new Proxy(class {}, {
          get() {
            throw new RangeError('mine');
          },
        }),
      ),
    ),
  ),
  'new.target that is none': check(({ outcome }) =>
    outcome(() => Reflect.construct(RTCPeerConnection, [], (() => {}) as never)),
  ),
  'a proxy of the constructor': check(() => {
    const Proxied = new Proxy(RTCPeerConnection, {});
    const made = new Proxied();
    return [
      made instanceof Proxied,
      made instanceof RTCPeerConnection,
      made.constructor === RTCPeerConnection,
    ];
  }),
  'the constructor of another frame': check(({ frame }) => {
    const other = frame();
    const made = new other.RTCPeerConnection();
    return [
      made instanceof RTCPeerConnection,
      made instanceof other.RTCPeerConnection,
      made.constructor === other.RTCPeerConnection,
      other.RTCPeerConnection === RTCPeerConnection,
    ];
  }),
  'new.target of another frame': check(({ frame }) => {
    const other = frame();
    const made = Reflect.construct(RTCPeerConnection, [], other.RTCPeerConnection);
    return [made instanceof RTCPeerConnection, made instanceof other.RTCPeerConnection];
  }),
  'new.target of another frame without a prototype': check(({ frame }) => {
    const other = frame();
    const target = new other.Function();
    target.prototype = 1;
    const made = Reflect.construct(RTCPeerConnection, [], target);
    return [made instanceof RTCPeerConnection, made instanceof other.RTCPeerConnection];
  }),
  'instanceof with what was made otherwise': check(() => [
    {} instanceof RTCPeerConnection,
    Object.create(RTCPeerConnection.prototype) instanceof RTCPeerConnection,
    RTCPeerConnection[Symbol.hasInstance](new RTCPeerConnection()),
    RTCPeerConnection[Symbol.hasInstance] === Function.prototype[Symbol.hasInstance],
  ]),
  'too many arguments': check(({ outcome }) =>
    outcome(() => Reflect.construct(RTCPeerConnection, [undefined, { optional: [] }, 3])),
  ),
  'it fires nothing by itself': check(async ({ nextTask }) => {
    const heard: string[] = [];
    const connection = new RTCPeerConnection();
    const names = ['negotiationneeded', 'signalingstatechange', 'iceconnectionstatechange', 'icecandidate'];
    for (const name of names) connection.addEventListener(name, () => heard.push(name));
    for (let i = 0; i < 5; i++) await nextTask();
    return heard;
  }),
};
