/** How long an application waits for a disconnected path to come back by itself, in milliseconds. */
const GRACE_MS = 1500;
/** When a restart that did not help is followed by the next. Chromium may stay `disconnected` for ever. */
const RETRY_MS = 10_000;

/**
 * One side of the call, written as applications write it: perfect negotiation, trickled candidates, and an ICE
 * restart when the connection fails or stays disconnected. The caller restarts for both sides.
 */
export class Party {
  #isCaller;
  #stream;
  #send;
  #log;
  #makingOffer = false;
  #ignoringOffer = false;
  #restartTimer;
  #incoming = Promise.resolve();

  /**
   * @param {object} options
   * @param {string} options.name
   * @param {boolean} options.isCaller offers first, and gives way when both sides offer at once
   * @param {MediaStream} options.stream what this party sends
   * @param {(signal: object) => void} options.send
   * @param {(text: string, mood?: 'good' | 'wait' | 'bad') => void} options.log
   */
  constructor({ name, isCaller, stream, send, log }) {
    this.name = name;
    this.#isCaller = isCaller;
    this.#stream = stream;
    this.#send = send;
    this.#log = log;
    this.connection = new RTCPeerConnection();
    this.connection.onnegotiationneeded = () => this.#offer();
    this.connection.onicecandidate = ({ candidate }) => candidate && send({ candidate });
    this.connection.oniceconnectionstatechange = () => this.#followIce();
  }

  /** Begins to send: the caller at once, which makes it offer; the other side with its first answer. */
  sendMedia() {
    for (const track of this.#stream.getTracks()) this.connection.addTrack(track, this.#stream);
  }

  /** Takes what the other party signalled; one signal at a time, in the order they came. */
  receive(signal) {
    this.#incoming = this.#incoming
      .then(() =>
        signal.description ? this.#describe(signal.description) : this.#addCandidate(signal.candidate),
      )
      .catch(error => this.#log(String(error), 'bad'));
  }

  async #offer() {
    try {
      this.#makingOffer = true;
      await this.connection.setLocalDescription();
      this.#log('offers');
      this.#send({ description: this.connection.localDescription });
    } catch (error) {
      this.#log(String(error), 'bad');
    } finally {
      this.#makingOffer = false;
    }
  }

  async #describe(description) {
    const { connection } = this;
    const collides =
      description.type === 'offer' && (this.#makingOffer || connection.signalingState !== 'stable');
    this.#ignoringOffer = collides && !this.#isCaller;
    if (this.#ignoringOffer) return;
    await connection.setRemoteDescription(description);
    if (description.type !== 'offer') return;
    if (connection.getSenders().every(sender => !sender.track)) this.sendMedia();
    await connection.setLocalDescription();
    this.#log('answers');
    this.#send({ description: connection.localDescription });
  }

  async #addCandidate(candidate) {
    try {
      await this.connection.addIceCandidate(candidate);
    } catch (error) {
      // Candidates of an offer that was ignored belong to nothing.
      if (!this.#ignoringOffer) throw error;
    }
  }

  #followIce() {
    const state = this.connection.iceConnectionState;
    const mood = { connected: 'good', completed: 'good', failed: 'bad' }[state] ?? 'wait';
    this.#log(`ICE ${state}`, mood);
    if (!this.#isCaller || state === 'checking') return;
    clearTimeout(this.#restartTimer);
    if (state === 'failed') this.#restartIce();
    if (state === 'disconnected') this.#restartIn(GRACE_MS);
  }

  #restartIn(delayMs) {
    this.#restartTimer = setTimeout(() => this.#restartIce(), delayMs);
  }

  #restartIce() {
    this.#log('restarts ICE', 'wait');
    this.connection.restartIce();
    this.#restartIn(RETRY_MS);
  }
}
