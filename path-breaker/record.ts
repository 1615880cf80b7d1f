import { type PassedPacket, StreamRecord } from './stream-record.ts';

/** What made a stream silent: the breaker's cut, rebinding or delay, or the sender that sent nothing. */
export type SilenceCause = 'cut' | 'rebind' | 'delay' | 'sender';

/** A time in which nothing of one RTP stream was forwarded. Times are epoch milliseconds. */
export interface Silence {
  sender: string;
  receiver: string;
  ssrc: number;
  payloadType: number;
  /** When the last packet before was forwarded. */
  from: number;
  /** When the first packet after was forwarded. */
  to: number;
  durationMs: number;
  cause: SilenceCause;
  /** How many packets of the stream were lost to the breaker in between. */
  droppedPackets: number;
}

/** One RTP stream as seen so far. Times are epoch milliseconds. */
export interface RecordedStream {
  sender: string;
  receiver: string;
  ssrc: number;
  payloadType: number;
  packets: number;
  firstForwardedAt: number;
  lastForwardedAt: number;
}

/** The breaker's own account of what it forwarded, stream by stream. */
export class ForwardingRecord {
  #streams = new Map<string, StreamRecord>();

  forwarded(packet: PassedPacket): void {
    const key = `${packet.sender}>${packet.receiver}:${packet.ssrc}`;
    const stream = this.#streams.get(key);
    if (stream) stream.forwarded(packet);
    else this.#streams.set(key, new StreamRecord(packet));
  }

  /** A packet that the breaker withheld. One of a stream that never got through begins no record. */
  dropped(packet: { sender: string; receiver: string; ssrc: number }, cause: 'cut' | 'rebind'): void {
    this.#streams.get(`${packet.sender}>${packet.receiver}:${packet.ssrc}`)?.dropped(cause);
  }

  streams(): RecordedStream[] {
    return [...this.#streams.values()].map(stream => stream.summary());
  }

  /** The silences of at least `minMs`, in the order they ended. */
  silences(minMs: number): Silence[] {
    return [...this.#streams.values()]
      .flatMap(stream => stream.silences)
      .filter(silence => silence.durationMs >= minMs)
      .sort((a, b) => a.to - b.to);
  }

  /** When the packets of one SSRC were lately forwarded, oldest first. */
  forwardTimes(sender: string, ssrc: number): number[] {
    const stream = [...this.#streams.values()].find(each => each.sender === sender && each.ssrc === ssrc);
    return stream ? stream.recentTimes() : [];
  }
}
