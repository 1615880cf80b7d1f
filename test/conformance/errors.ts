import { type Checks, check, each } from './check.ts';
import { observedMethods, someMethods } from './methods.ts';

/** What is refused, and how: the same error, thrown or rejected as before. */
export const errors: Checks = {
  ...each(someMethods, {
    'without this': ({ outcome }, name) => {
      const method = RTCPeerConnection.prototype[name] as () => unknown;
      return outcome(() => method());
    },
    'with a plain object as this': ({ outcome }, name) =>
      outcome(() => Reflect.apply(RTCPeerConnection.prototype[name], {}, [])),
    'with the prototype as this': ({ outcome }, name) =>
      outcome(() => (RTCPeerConnection.prototype[name] as () => unknown)()),
    'on the prototype': ({ outcome }, name) =>
      outcome(() => Reflect.apply(RTCPeerConnection.prototype[name], RTCPeerConnection.prototype, [])),
    'with an object made from the prototype': ({ outcome }, name) =>
      outcome(() =>
        Reflect.apply(RTCPeerConnection.prototype[name], Object.create(RTCPeerConnection.prototype), []),
      ),
    'with a proxy of a connection': ({ outcome }, name) =>
      outcome(() =>
        Reflect.apply(RTCPeerConnection.prototype[name], new Proxy(new RTCPeerConnection(), {}), []),
      ),
    'with an object that inherits from a connection': ({ outcome }, name) =>
      outcome(() =>
        Reflect.apply(RTCPeerConnection.prototype[name], Object.create(new RTCPeerConnection()), []),
      ),
    'with a primitive as this': ({ outcome }, name) =>
      outcome(() => Reflect.apply(RTCPeerConnection.prototype[name], 1, [])),
    'with the method of another frame': ({ outcome, frame }, name) =>
      outcome(() => Reflect.apply(frame().RTCPeerConnection.prototype[name], new RTCPeerConnection(), [])),
    'without arguments': ({ outcome }, name) =>
      outcome(() => Reflect.apply(RTCPeerConnection.prototype[name], new RTCPeerConnection(), [])),
  }),
  ...each(observedMethods, {
    'with arguments of every kind': ({ outcome, settled }, name) => {
      const values = [
        undefined,
        null,
        0,
        'text',
        true,
        Symbol('s'),
        1n,
        {},
        [],
        () => {},
        new Date(0),
        window,
      ];
      const answers = values.map(value => {
        const connection = new RTCPeerConnection();
        return settled(outcome(() => Reflect.apply(connection[name], connection, [value])));
      });
      return Promise.all(answers);
    },
    'on a closed connection': ({ outcome, settled }, name) => {
      const args = [[], [{}], [{ type: 'offer', sdp: '' }], [{ candidate: '' }]];
      const answers = args.map(given => {
        const connection = new RTCPeerConnection();
        connection.close();
        return settled(outcome(() => Reflect.apply(connection[name], connection, given)));
      });
      return Promise.all(answers);
    },
    'on a connection of a frame that is gone': ({ outcome, settled, frame }, name) => {
      const other = frame();
      const connection = new other.RTCPeerConnection();
      other.frameElement?.remove();
      return settled(outcome(() => Reflect.apply(connection[name], connection, [{}])));
    },
  }),
  ...each(
    [
      'createAnswer without an offer',
      'setLocalDescription of a foreign offer',
      'setLocalDescription of an answer',
      'setRemoteDescription of an answer',
      'setRemoteDescription of nonsense',
      'setRemoteDescription of an unknown type',
      'setRemoteDescription without a type',
      'setRemoteDescription rollback',
      'addIceCandidate before a description',
      'addIceCandidate without mid and line',
      'addIceCandidate of nonsense',
      'addIceCandidate of the end',
      'addIceCandidate of null',
    ],
    {
      'how it ends': ({ outcome }, what) => {
        const connection = new RTCPeerConnection();
        const offer = 'v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n';
        const calls: Record<string, () => unknown> = {
          'createAnswer without an offer': () => connection.createAnswer(),
          'setLocalDescription of a foreign offer': () =>
            connection.setLocalDescription({ type: 'offer', sdp: offer }),
          'setLocalDescription of an answer': () =>
            connection.setLocalDescription({ type: 'answer', sdp: offer }),
          'setRemoteDescription of an answer': () =>
            connection.setRemoteDescription({ type: 'answer', sdp: offer }),
          'setRemoteDescription of nonsense': () =>
            connection.setRemoteDescription({ type: 'offer', sdp: 'nonsense' }),
          'setRemoteDescription of an unknown type': () =>
            connection.setRemoteDescription({ type: 'bogus' as never, sdp: offer }),
          'setRemoteDescription without a type': () =>
            connection.setRemoteDescription({ sdp: offer } as RTCSessionDescriptionInit),
          'setRemoteDescription rollback': () => connection.setRemoteDescription({ type: 'rollback' }),
          'addIceCandidate before a description': () =>
            connection.addIceCandidate({
              candidate: 'candidate:1 1 udp 1 192.0.2.1 1 typ host',
              sdpMid: '0',
            }),
          'addIceCandidate without mid and line': () => connection.addIceCandidate({ candidate: 'x' }),
          'addIceCandidate of nonsense': () =>
            connection.addIceCandidate({ candidate: 'nonsense', sdpMid: '0' }),
          'addIceCandidate of the end': () => connection.addIceCandidate({ candidate: '', sdpMid: '0' }),
          'addIceCandidate of null': () => connection.addIceCandidate(null as never),
        };
        return outcome(calls[what]!);
      },
    },
  ),
  'setConfiguration of what cannot change': check(({ outcome }) => {
    const connection = new RTCPeerConnection({ bundlePolicy: 'balanced' });
    return outcome(() => connection.setConfiguration({ bundlePolicy: 'max-bundle' }));
  }),
  'setConfiguration of servers without credentials': check(({ outcome }) =>
    outcome(() => new RTCPeerConnection().setConfiguration({ iceServers: [{ urls: 'turn:example.org' }] })),
  ),
  'closing twice': check(({ outcome }) => {
    const connection = new RTCPeerConnection();
    connection.close();
    return outcome(() => connection.close());
  }),
};
