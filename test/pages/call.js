/**
 * A real call between two peers of this page, Alice and Bob, who signal over an ordered wire as applications
 * do. Where the test offers `rewriteCandidate` and `rewriteSdp`, everything signalled goes through its path
 * breaker, and so does all media.
 */

class Peer {
  constructor(name, configuration) {
    this.name = name;
    this.pc = new RTCPeerConnection(configuration);
    this.polite = name === 'bob';
    this.makingOffer = false;
    this.wire = Promise.resolve();
    this.pc.onicecandidate = ({ candidate }) => this.send({ candidate });
    this.pc.ontrack = ({ track }) => play(track);
  }

  /** What this peer signals arrives at the other in the order it was sent. */
  send(message) {
    this.wire = this.wire.then(() => carry(this, message)).catch(error => call.errors.push(String(error)));
    return this.wire;
  }

  async offer(options) {
    this.makingOffer = true;
    try {
      const offer = await this.pc.createOffer(options);
      await this.pc.setLocalDescription(offer);
      await this.send({ description: this.pc.localDescription });
    } finally {
      this.makingOffer = false;
    }
  }

  /** Perfect negotiation (webrtc-pc section 10.7). */
  async receive({ description, candidate }) {
    if (description) {
      const collides =
        description.type === 'offer' && (this.makingOffer || this.pc.signalingState !== 'stable');
      this.ignoresOffer = !this.polite && collides;
      if (this.ignoresOffer) return;
      await this.pc.setRemoteDescription(description);
      if (description.type === 'offer') {
        await this.pc.setLocalDescription();
        this.send({ description: this.pc.localDescription });
      }
    } else {
      await this.pc.addIceCandidate(candidate).catch(error => {
        if (!this.ignoresOffer) throw error;
      });
    }
  }
}

async function carry(from, { description, candidate }) {
  const to = from === call.alice ? call.bob : call.alice;
  if (call.signallingDelayMs > 0) await new Promise(resolve => setTimeout(resolve, call.signallingDelayMs));
  if (description) {
    const sdp = globalThis.rewriteSdp ? await rewriteSdp(from.name, description.sdp) : description.sdp;
    await to.receive({ description: { type: description.type, sdp } });
  } else if (candidate && candidate.candidate !== '') {
    const { sdpMid, sdpMLineIndex, usernameFragment } = candidate;
    const line = globalThis.rewriteCandidate
      ? await rewriteCandidate(from.name, candidate.candidate)
      : candidate.candidate;
    if (line === null) return;
    await to.receive({ candidate: { candidate: line, sdpMid, sdpMLineIndex, usernameFragment } });
  }
}

function play(track) {
  const element = document.createElement(track.kind);
  element.srcObject = new MediaStream([track]);
  element.autoplay = true;
  element.muted = track.kind === 'video';
  document.body.append(element);
}

function settled(pc, states) {
  return new Promise(resolve => {
    const check = () => {
      if (states.includes(pc.iceConnectionState)) resolve(pc.iceConnectionState);
    };
    pc.addEventListener('iceconnectionstatechange', check);
    check();
  });
}

const call = {
  alice: null,
  bob: null,
  channel: null,
  errors: [],
  signallingDelayMs: 0,

  /** Connects the peers; resolves once both are. Alice sends, and Bob too unless `oneWay`. */
  async start({ audio = true, video = true, data = false, oneWay = false, configuration } = {}) {
    this.alice = new Peer('alice', configuration);
    this.bob = new Peer('bob', configuration);
    if (audio || video) {
      const stream = await navigator.mediaDevices.getUserMedia({ audio, video });
      for (const track of stream.getTracks()) {
        this.alice.pc.addTrack(track, stream);
        if (!oneWay) this.bob.pc.addTrack(track.clone(), stream);
      }
    }
    if (data) this.channel = this.alice.pc.createDataChannel('data');
    await this.alice.offer();
    await this.connected();
  },

  connected() {
    return Promise.all(['alice', 'bob'].map(name => settled(this[name].pc, ['connected', 'completed'])));
  },

  settled: (name, states) => settled(call[name].pc, states),

  /** Restarts as an application does that has no negotiationneeded handler. */
  restart(name = 'alice') {
    return this[name].offer({ iceRestart: true });
  },

  /** Packets of each inbound stream of a peer, by kind. */
  async packets(name) {
    const packets = {};
    for (const stat of (await this[name].pc.getStats()).values()) {
      if (stat.type === 'inbound-rtp') packets[stat.kind] = stat.packetsReceived;
    }
    return packets;
  },

  /** Resolves once `name` has received so many more packets of each kind. */
  async flows(name, more = 20) {
    const before = await this.packets(name);
    for (;;) {
      const now = await this.packets(name);
      const kinds = Object.keys(now);
      if (kinds.length > 0 && kinds.every(kind => now[kind] - (before[kind] ?? 0) >= more)) return now;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  },

  close() {
    this.alice.pc.close();
    this.bob.pc.close();
  },
};
globalThis.call = call;
