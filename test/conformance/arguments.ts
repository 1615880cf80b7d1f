import { type Checks, check, each } from './check.ts';

/** What is read of the arguments, how often and in which order; and what is passed on of them. */
export const args: Checks = {
  ...each(['createOffer', 'createAnswer'], {
    'its options are read once, in order': async ({ spied }, name) => {
      const log: string[] = [];
      const connection = new RTCPeerConnection();
      const options = { iceRestart: true, offerToReceiveAudio: true, voiceActivityDetection: false };
      const call = Reflect.apply(connection[name as 'createOffer'], connection, [spied(options, log)]);
      await Promise.allSettled([call]);
      return log;
    },
    'getters of its options run once': async (_, name) => {
      const log: string[] = [];
      const connection = new RTCPeerConnection();
      const options = {
        get iceRestart() {
          log.push('iceRestart');
          return false;
        },
        get offerToReceiveVideo() {
          log.push('offerToReceiveVideo');
          return true;
        },
      };
      await Promise.allSettled([Reflect.apply(connection[name as 'createOffer'], connection, [options])]);
      return log;
    },
    'what a getter of its options throws': ({ outcome }, name) => {
      const connection = new RTCPeerConnection();
      const options = {
        get iceRestart(): boolean {
          throw new RangeError('mine');
        },
      };
      return outcome(() => Reflect.apply(connection[name as 'createOffer'], connection, [options]));
    },
  }),
  ...each(['setLocalDescription', 'setRemoteDescription', 'addIceCandidate', 'setConfiguration'], {
    'its dictionary is read once, in order': async ({ spied }, name) => {
      const log: string[] = [];
      const connection = new RTCPeerConnection();
      const dictionary = { type: 'answer', sdp: 'v=0', candidate: 'x', sdpMid: '0', iceServers: [] };
      const method = connection[name as 'setRemoteDescription'];
      await Promise.allSettled([Reflect.apply(method, connection, [spied(dictionary, log) as never])]);
      return log;
    },
    'what a proxy throws': async ({ outcome }, name) => {
      const connection = new RTCPeerConnection();
      const hostile = new Proxy(
        {},
        {
          get() {
            throw new RangeError('get');
          },
          getOwnPropertyDescriptor() {
            throw new RangeError('describe');
          },
          getPrototypeOf() {
            throw new RangeError('prototype');
          },
        },
      );
      return outcome(() => Reflect.apply(connection[name as 'close'], connection, [hostile] as never));
    },
    'a revoked proxy': async ({ outcome }, name) => {
      const { proxy, revoke } = Proxy.revocable({}, {});
      revoke();
      const connection = new RTCPeerConnection();
      return outcome(() => Reflect.apply(connection[name as 'close'], connection, [proxy] as never));
    },
    'members that are inherited': async ({ outcome }, name) => {
      const inherited = Object.create({ type: 'rollback', candidate: '', iceServers: [] });
      const connection = new RTCPeerConnection();
      return outcome(() => Reflect.apply(connection[name as 'close'], connection, [inherited] as never));
    },
    'members without a prototype': async ({ outcome }, name) => {
      const bare = Object.assign(Object.create(null), { type: 'rollback', candidate: '', iceServers: [] });
      const connection = new RTCPeerConnection();
      return outcome(() => Reflect.apply(connection[name as 'close'], connection, [bare] as never));
    },
  }),
  'a description whose texts are objects': check(async () => {
    const log: string[] = [];
    const connection = new RTCPeerConnection();
    const description = {
      type: {
        toString() {
          log.push('type');
          return 'offer';
        },
      },
      sdp: {
        toString() {
          log.push('sdp');
          return 'v=0';
        },
      },
    };
    await connection.setRemoteDescription(description as never).catch(error => log.push(error.name));
    return log;
  }),
  'a description of the browser with own members on it': check(async ({ pair, outcome }) => {
    const { caller, callee } = pair();
    const offer = new RTCSessionDescription((await caller.createOffer()) as RTCSessionDescriptionInit);
    let reads = 0;
    Object.defineProperty(offer, 'type', {
      get() {
        reads++;
        return 'offer';
      },
    });
    return [await outcome(() => callee.setRemoteDescription(offer)), reads];
  }),
  'a candidate of the browser with own members on it': check(async ({ outcome }) => {
    const line = 'candidate:1 1 udp 1 192.0.2.1 1 typ host';
    const candidate = new RTCIceCandidate({ candidate: line, sdpMid: '0' });
    const log: string[] = [];
    for (const key of ['candidate', 'sdpMid', 'sdpMLineIndex', 'usernameFragment', 'toJSON']) {
      Object.defineProperty(candidate, key, {
        get() {
          log.push(key);
          return null;
        },
      });
    }
    return [await outcome(() => new RTCPeerConnection().addIceCandidate(candidate)), log];
  }),
  'a description of another frame': check(async ({ pair, frame, outcome }) => {
    const { caller, callee } = pair();
    const { type, sdp } = (await caller.createOffer()) as RTCSessionDescriptionInit;
    return outcome(() => callee.setRemoteDescription(new (frame().RTCSessionDescription)({ type, sdp })));
  }),
  'iceRestart as something truthy': check(async ({ pair }) => {
    const { caller, callee } = pair();
    await caller.setLocalDescription();
    await callee.setRemoteDescription(caller.localDescription!);
    await callee.setLocalDescription();
    await caller.setRemoteDescription(callee.localDescription!);
    const ufrag = (sdp = '') => /a=ice-ufrag:(.*)/.exec(sdp)?.[1];
    const before = ufrag(caller.localDescription?.sdp);
    const answers: boolean[] = [];
    for (const iceRestart of [1, 'yes', {}, 0, '', null, undefined] as never[]) {
      answers.push(ufrag((await caller.createOffer({ iceRestart })).sdp) === before);
    }
    return answers;
  }),
  'a configuration is read back as it was set': check(() => {
    const connection = new RTCPeerConnection();
    connection.setConfiguration({
      iceServers: [{ urls: ['turn:turn.example.org'], username: 'u', credential: 'secret' }],
      iceTransportPolicy: 'relay',
    });
    return connection.getConfiguration();
  }),
  'arguments beyond the last': check(async ({ outcome }) => {
    const connection = new RTCPeerConnection();
    const call = connection.addIceCandidate as (...more: unknown[]) => unknown;
    return outcome(() => call.call(connection, undefined, 1, 2, 3));
  }),
  'an argument is passed on, not a copy': check(async () => {
    let same = false;
    class Mine extends RTCPeerConnection {
      override setLocalDescription(description?: RTCLocalSessionDescriptionInit) {
        same = description === offer;
        return super.setLocalDescription(description);
      }
    }
    const mine = new Mine();
    mine.createDataChannel('x');
    const offer = (await mine.createOffer()) as RTCLocalSessionDescriptionInit;
    await mine.setLocalDescription(offer);
    return same;
  }),
};
