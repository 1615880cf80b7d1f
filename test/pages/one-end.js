/**
 * One end of a call whose other end is elsewhere. The test carries what it signals: it offers `signal` and calls
 * `end.receive`. Stands on call.js.
 */
class End extends Peer {
  send(message) {
    this.wire = this.wire.then(() => signal(JSON.stringify(message)));
    return this.wire;
  }

  connected() {
    return settled(this.pc, ['connected', 'completed']);
  }

  /** Restarts when the machine has a network again, as a careful application does. */
  restartWhenOnline() {
    addEventListener('online', () => this.pc.restartIce());
  }
}

/** Makes this end, `alice` or `bob`. It sends a tone, and a picture unless told otherwise. */
globalThis.begin = async (name, { video = true, configuration } = {}) => {
  globalThis.end = new End(name, configuration);
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video });
  for (const track of stream.getTracks()) end.pc.addTrack(track, stream);
};
