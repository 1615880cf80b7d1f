import { RTCPeerConnection, type RTCRtpTransceiver } from 'werift';

type Message =
  | { description: { type: 'offer' | 'answer'; sdp: string } }
  | { candidate: { candidate: string; sdpMid: string; sdpMLineIndex: number } | null };

/** A far side in Node, by werift, that sends back all media it gets. What it signals goes to `send`. */
export class WeriftEnd {
  readonly #connection: RTCPeerConnection;
  readonly #send: (message: Message) => void;

  constructor(send: (message: Message) => void, { iceLite = false } = {}) {
    this.#send = send;
    this.#connection = new RTCPeerConnection({ iceLite, iceServers: [] });
    this.#connection.onRemoteTransceiverAdded.subscribe(echo);
  }

  async receive(message: Message): Promise<void> {
    if ('candidate' in message) {
      if (message.candidate?.candidate) await this.#connection.addIceCandidate(message.candidate);
      return;
    }
    await this.#connection.setRemoteDescription(message.description);
    if (message.description.type === 'answer') return;
    await this.#tell('answer', await this.#connection.createAnswer());
  }

  /** Offers new credentials. */
  async restart(): Promise<void> {
    await this.#tell('offer', await this.#connection.createOffer({ iceRestart: true }));
  }

  close(): Promise<void> {
    return this.#connection.close();
  }

  async #tell(type: 'offer' | 'answer', description: { sdp: string }): Promise<void> {
    await this.#connection.setLocalDescription({ type, sdp: description.sdp });
    const sdp = this.#connection.localDescription?.sdp ?? description.sdp;
    this.#send({ description: { type, sdp } });
  }
}

function echo(transceiver: RTCRtpTransceiver): void {
  transceiver.setDirection('sendrecv');
  transceiver.onTrack.subscribe(track => transceiver.sender.replaceTrack(track));
}
