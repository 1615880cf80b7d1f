/**
 * Client libraries as applications use them: each is called between two ends in this page, and restarted. Every one
 * answers with what the library told of it, in order, for each end: with and without an observer that must be the same.
 */

const tone = () => navigator.mediaDevices.getUserMedia({ audio: true });

const firstOf = (emitter, event) => new Promise(resolve => emitter.once(event, resolve));

/** Resolves once as much has arrived as a reading a second needs to know the pace of it. */
const heard = pc => flows(pc, 60);

const libraries = {
  /** PeerJS over a server of its own. `pc` is the connection of the caller. */
  async peerjs({ port }) {
    const options = { host: '127.0.0.1', port, path: '/', config: {} };
    const told = { alice: [], bob: [] };
    const [alice, bob] = [new peerjs.Peer(options), new peerjs.Peer(options)];
    await Promise.all([firstOf(alice, 'open'), firstOf(bob, 'open')]);
    const answered = firstOf(bob, 'call');
    const outgoing = alice.call(bob.id, await tone());
    const incoming = await answered;
    const ends = { alice: outgoing, bob: incoming };
    const streams = Object.entries(ends).map(([name, end]) => {
      for (const event of ['stream', 'close', 'error']) end.on(event, () => told[name].push(event));
      return firstOf(end, 'stream');
    });
    incoming.answer(await tone());
    for (const stream of await Promise.all(streams)) stream.getTracks().forEach(play);
    await Promise.all([heard(outgoing.peerConnection), heard(incoming.peerConnection)]);
    return {
      pc: outgoing.peerConnection,
      told,
      // The library handles no negotiationneeded: this marks the connection, and nothing follows.
      restart: async () => outgoing.peerConnection.restartIce(),
      close() {
        alice.destroy();
        bob.destroy();
      },
    };
  },

  /** simple-peer. It handles no negotiationneeded either, but can be told to negotiate. */
  async simplePeer() {
    const told = { alice: [], bob: [] };
    const streams = [await tone(), await tone()];
    const ends = {
      alice: new SimplePeer({ initiator: true, stream: streams[0], config: {} }),
      bob: new SimplePeer({ stream: streams[1], config: {} }),
    };
    for (const [name, end] of Object.entries(ends)) {
      const other = name === 'alice' ? ends.bob : ends.alice;
      end.on('signal', signal => {
        if (signal.type !== 'candidate') told[name].push(`signal ${signal.type}`);
        other.signal(signal);
      });
      for (const event of ['connect', 'stream', 'negotiated', 'close', 'error'])
        end.on(event, () => told[name].push(event));
      end.on('stream', stream => stream.getTracks().forEach(play));
    }
    await Promise.all(Object.values(ends).map(end => firstOf(end, 'connect')));
    await Promise.all([heard(ends.alice._pc), heard(ends.bob._pc)]);
    return {
      pc: ends.alice._pc,
      told,
      async restart() {
        const negotiated = Promise.all(Object.values(ends).map(end => firstOf(end, 'negotiated')));
        ends.alice._pc.restartIce();
        ends.alice.negotiate();
        await negotiated;
      },
      close: () => Object.values(ends).forEach(end => void end.destroy()),
    };
  },

  /** JsSIP: two user agents whose sockets lead to each other, in place of a proxy between them. */
  async jssip() {
    const told = { alice: [], bob: [] };
    const sockets = { alice: socketOf('alice'), bob: socketOf('bob') };
    sockets.alice.to = sockets.bob;
    sockets.bob.to = sockets.alice;
    const agents = Object.entries(sockets).map(([name, socket]) => {
      const agent = new JsSIP.UA({ sockets: [socket], uri: `sip:${name}@example.test`, register: false });
      agent.start();
      return agent;
    });
    const answered = new Promise(resolve => agents[1].on('newRTCSession', ({ session }) => resolve(session)));
    const pcConfig = { iceServers: [] };
    const alice = agents[0].call('sip:bob@example.test', { mediaStream: await tone(), pcConfig });
    const bob = await answered;
    for (const [name, session] of Object.entries({ alice, bob })) {
      for (const event of ['progress', 'accepted', 'confirmed', 'reinvite', 'update', 'ended', 'failed'])
        session.on(event, () => told[name].push(event));
    }
    const confirmed = Promise.all([firstOf(alice, 'confirmed'), firstOf(bob, 'confirmed')]);
    bob.answer({ mediaStream: await tone(), pcConfig });
    await confirmed;
    for (const { connection } of [alice, bob]) for (const { track } of connection.getReceivers()) play(track);
    await Promise.all([heard(alice.connection), heard(bob.connection)]);
    return {
      pc: alice.connection,
      told,
      restart: () =>
        new Promise(done => alice.renegotiate({ rtcOfferConstraints: { iceRestart: true } }, done)),
      close() {
        for (const agent of agents) agent.stop();
      },
    };
  },

  /** SIP.js: two user agents as well, with a transport of their own in place of a WebSocket. */
  async sipjs() {
    const told = { alice: [], bob: [] };
    const agents = ['alice', 'bob'].map(agentOf);
    const [one, other] = agents.map(agent => agent.transport);
    one.to = other;
    other.to = one;
    await Promise.all(agents.map(agent => agent.start()));
    const invited = new Promise(resolve => {
      agents[1].delegate = { onInvite: resolve };
    });
    const alice = new SIP.Inviter(agents[0], SIP.UserAgent.makeURI('sip:bob@example.test'));
    await alice.invite();
    const bob = await invited;
    const established = Object.entries({ alice, bob }).map(([name, session]) => {
      session.delegate = { onInvite: () => told[name].push('re-INVITE') };
      return new Promise(resolve => {
        session.stateChange.addListener(state => {
          told[name].push(state);
          if (state === 'Established') resolve();
        });
      });
    });
    await bob.accept();
    await Promise.all(established);
    const [pc, far] = [alice, bob].map(session => session.sessionDescriptionHandler.peerConnection);
    for (const each of [pc, far]) for (const { track } of each.getReceivers()) play(track);
    await Promise.all([heard(pc), heard(far)]);
    return {
      pc,
      told,
      restart: () =>
        new Promise(done => {
          const sessionDescriptionHandlerOptions = { offerOptions: { iceRestart: true } };
          alice.invite({ sessionDescriptionHandlerOptions, requestDelegate: { onAccept: done } });
        }),
      close: () => Promise.all(agents.map(agent => agent.stop())),
    };
  },

  /** mediasoup-client, with a browser's own connection in place of its server. */
  async mediasoup() {
    const told = { transport: [] };
    const far = new RTCPeerConnection();
    far.ontrack = ({ track }) => play(track);
    far.addTransceiver('audio', { direction: 'recvonly' });
    const server = await offerOf(far);
    const device = await mediasoupClient.Device.factory();
    await device.load({ routerRtpCapabilities: { codecs: [opus], headerExtensions: [] } });
    const transport = device.createSendTransport({ id: 'transport', ...server, iceServers: [] });
    transport.on('connect', (_, done) => {
      told.transport.push('connect');
      done();
    });
    transport.on('produce', (_, done) => {
      told.transport.push('produce');
      done({ id: 'producer' });
    });
    transport.on('connectionstatechange', state => told.transport.push(state));
    await transport.produce({ track: (await tone()).getAudioTracks()[0] });
    const pc = transport._handler._pc;
    await answerWith(far, pc);
    await heard(far);
    return {
      pc,
      told,
      async restart() {
        const { iceParameters } = await offerOf(far, { iceRestart: true });
        await transport.restartIce({ iceParameters });
        await answerWith(far, pc);
      },
      close() {
        transport.close();
        far.close();
      },
    };
  },
};

/** What JsSIP takes for a WebSocket: messages come out of `to`. */
function socketOf(name) {
  return {
    to: null,
    via_transport: 'WS',
    url: `ws://${name}.example.test`,
    sip_uri: `sip:${name}.example.test;transport=ws`,
    connect() {
      queueMicrotask(() => this.onconnect());
    },
    disconnect() {},
    isConnected: () => true,
    isConnecting: () => false,
    send(message) {
      setTimeout(() => this.to.ondata(message));
      return true;
    },
  };
}

/** What SIP.js takes for a transport: messages come out of `to`. */
class SipWire {
  to = null;
  protocol = 'WS';
  state = 'Disconnected';
  stateChange = new SIP.EmitterImpl();

  async connect() {
    this.#become('Connected');
    this.onConnect?.();
  }

  async disconnect() {
    this.#become('Disconnected');
    this.onDisconnect?.();
  }

  async dispose() {}

  isConnected() {
    return this.state === 'Connected';
  }

  async send(message) {
    setTimeout(() => this.to.onMessage?.(message));
  }

  #become(state) {
    this.state = state;
    this.stateChange.emit(state);
  }
}

function agentOf(name) {
  return new SIP.UserAgent({
    uri: SIP.UserAgent.makeURI(`sip:${name}@example.test`),
    transportConstructor: SipWire,
    logBuiltinEnabled: false,
    sessionDescriptionHandlerFactoryOptions: { peerConnectionConfiguration: { iceServers: [] } },
  });
}

const opus = {
  kind: 'audio',
  mimeType: 'audio/opus',
  clockRate: 48_000,
  channels: 2,
  preferredPayloadType: 111,
};

async function gathered(pc) {
  await until(pc, 'icegatheringstatechange', () => pc.iceGatheringState === 'complete');
  return pc.localDescription.sdp;
}

/** Offers, and tells of it what a mediasoup server tells of its transport. */
async function offerOf(pc, options) {
  await pc.setLocalDescription(await pc.createOffer(options));
  const sdp = await gathered(pc);
  const [, algorithm, value] = /a=fingerprint:(\S+) (\S+)/.exec(sdp);
  const [, usernameFragment] = /a=ice-ufrag:(\S+)/.exec(sdp);
  const [, password] = /a=ice-pwd:(\S+)/.exec(sdp);
  const candidates = [...sdp.matchAll(/a=candidate:(\S+) 1 (udp) (\d+) (\S+) (\d+) typ (\S+)/g)];
  return {
    iceParameters: { usernameFragment, password },
    iceCandidates: candidates.map(([, foundation, protocol, priority, ip, port, type]) => ({
      foundation,
      protocol,
      priority: Number(priority),
      ip,
      address: ip,
      port: Number(port),
      type,
    })),
    dtlsParameters: { role: 'auto', fingerprints: [{ algorithm, value }] },
  };
}

/** The library's own description, which is an offer too, as the answer to that of `far`. */
async function answerWith(far, pc) {
  const sdp = (await gathered(pc)).replaceAll('a=setup:actpass', 'a=setup:active');
  await far.setRemoteDescription({ type: 'answer', sdp });
}

/** Calls, restarts once, and hears on; what was told is kept in `told`, and the connection in `current`. */
async function callAndRestart(name, options) {
  const current = await libraries[name](options);
  globalThis.current = current;
  await current.restart();
}
globalThis.callAndRestart = callAndRestart;
