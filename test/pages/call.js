/**
 * A real call between two peers of this page, Alice and Bob, who signal over an ordered wire as applications
 * do. Where the test offers `rewriteCandidate` and `rewriteSdp`, everything signalled goes through its path
 * breakers, and so does all media.
 */

class Peer {
  constructor(name, configuration, { trickle = true } = {}) {
    this.name = name;
    this.pc = new RTCPeerConnection(configuration);
    this.polite = name === 'bob';
    this.trickle = trickle;
    this.makingOffer = false;
    this.wire = Promise.resolve();
    this.pc.onicecandidate = ({ candidate }) => {
      if (this.trickle) this.send({ candidate });
    };
    this.pc.ontrack = ({ track }) => play(track);
  }

  /** What becomes of a message of this peer's on its way; a test may put another in its place, or `null`. */
  alter(message) {
    return message;
  }

  /** Offers whenever the browser says that it is needed, as perfect negotiation does. */
  followUp() {
    this.pc.onnegotiationneeded = () => this.offer();
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
      await this.tell();
    } finally {
      this.makingOffer = false;
    }
  }

  /** Signals the description in force; without trickle, once it holds every candidate. */
  async tell() {
    if (!this.trickle) await this.gathered();
    return this.send({ description: this.pc.localDescription });
  }

  /** Resolves once the description in force holds every candidate. */
  gathered() {
    const { pc } = this;
    // Right after a restart was applied the state is still `complete`, of the generation before.
    const complete = () =>
      pc.iceGatheringState === 'complete' && pc.localDescription.sdp.includes('a=candidate:');
    return until(pc, 'icegatheringstatechange', complete);
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
        this.tell();
      }
    } else {
      await this.pc.addIceCandidate(candidate).catch(error => {
        if (!this.ignoresOffer) throw error;
      });
    }
  }
}

async function carry(from, message) {
  const to = from === call.alice ? call.bob : call.alice;
  if (call.signallingDelayMs > 0) await new Promise(resolve => setTimeout(resolve, call.signallingDelayMs));
  const { description, candidate } = (await from.alter(message)) ?? {};
  if (description) {
    const sdp = globalThis.rewriteSdp ? await rewriteSdp(from.name, description.sdp) : description.sdp;
    await to.receive({
      description: { type: description.type, sdp: call.bundled ? sdp : withoutBundle(sdp) },
    });
  } else if (candidate && candidate.candidate !== '') {
    const { sdpMid, sdpMLineIndex, usernameFragment } = candidate;
    const lines = globalThis.rewriteCandidate
      ? await rewriteCandidate(from.name, candidate.candidate)
      : [candidate.candidate];
    for (const line of lines) {
      await to.receive({ candidate: { candidate: line, sdpMid, sdpMLineIndex, usernameFragment } });
    }
  }
}

function play(track) {
  const element = document.createElement(track.kind);
  element.srcObject = new MediaStream([track]);
  element.autoplay = true;
  element.muted = track.kind === 'video';
  document.body.append(element);
}

/** Resolves once `holds`, which may become true at every event of that type. */
function until(target, type, holds) {
  return new Promise(resolve => {
    const check = () => {
      if (!holds()) return;
      target.removeEventListener(type, check);
      resolve();
    };
    target.addEventListener(type, check);
    check();
  });
}

async function settled(pc, states) {
  await until(pc, 'iceconnectionstatechange', () => states.includes(pc.iceConnectionState));
  return pc.iceConnectionState;
}

/** Packets of each inbound stream, by kind. */
async function inboundPackets(pc) {
  const packets = {};
  for (const stat of (await pc.getStats()).values()) {
    if (stat.type === 'inbound-rtp') packets[stat.kind] = stat.packetsReceived;
  }
  return packets;
}

/** Resolves once so many more packets of each kind have arrived. */
async function flows(pc, more) {
  const before = await inboundPackets(pc);
  for (;;) {
    const now = await inboundPackets(pc);
    const kinds = Object.keys(now);
    if (kinds.length > 0 && kinds.every(kind => now[kind] - (before[kind] ?? 0) >= more)) return now;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

const withoutBundle = sdp => sdp.replace(/a=group:BUNDLE.*\r\n/, '').replaceAll('a=bundle-only\r\n', '');

/** Pictures of tests: many calls share one machine. */
const small = { width: 320, height: 240 };

const call = {
  alice: null,
  bob: null,
  channel: null,
  errors: [],
  signallingDelayMs: 0,
  bundled: true,

  /** Connects the peers; resolves once both are. */
  async start(options) {
    await this.begin(options);
    await this.connected();
  },

  /** Makes the peers and negotiates once. Both send, or only Alice (`oneWay`), or only Bob (`oneWay: 'back'`). */
  async begin({
    audio = true,
    video = true,
    data = false,
    oneWay = false,
    trickle = true,
    bundled = true,
    configuration,
  } = {}) {
    this.bundled = bundled;
    this.alice = new Peer('alice', configuration, { trickle });
    this.bob = new Peer('bob', configuration, { trickle });
    if (audio || video) {
      const stream = await navigator.mediaDevices.getUserMedia({
        audio,
        video: video === true ? small : video,
      });
      for (const track of stream.getTracks()) {
        if (oneWay === 'back') this.alice.pc.addTransceiver(track.kind, { direction: 'recvonly' });
        else this.alice.pc.addTrack(track, stream);
        if (oneWay !== true) this.bob.pc.addTrack(track.clone(), stream);
      }
    }
    if (data) this.channel = this.alice.pc.createDataChannel('data');
    await this.alice.offer();
  },

  connected() {
    return Promise.all(['alice', 'bob'].map(name => settled(this[name].pc, ['connected', 'completed'])));
  },

  settled: (name, states) => settled(call[name].pc, states),

  /** Resolves once it has failed. Chromium may tell only `connectionState`, and leave the other at `disconnected`. */
  failed(name) {
    const { pc } = this[name];
    return until(pc, 'connectionstatechange', () => pc.connectionState === 'failed');
  },

  /** Resolves once `name` has no offer or answer pending. */
  stable(name = 'alice') {
    return this.signaling(name, 'stable');
  },

  /** Resolves once the signalling state of `name` is this one. */
  signaling(name, state) {
    const { pc } = this[name];
    return until(pc, 'signalingstatechange', () => pc.signalingState === state);
  },

  /** Restarts as an application does that has no negotiationneeded handler. */
  restart(name = 'alice') {
    return this[name].offer({ iceRestart: true });
  },

  packets: name => inboundPackets(call[name].pc),

  flows: (name, more = 20) => flows(call[name].pc, more),

  close() {
    this.alice.pc.close();
    this.bob.pc.close();
  },
};
globalThis.call = call;
