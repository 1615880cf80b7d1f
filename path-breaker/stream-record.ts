import type { RecordedStream, Silence, SilenceCause } from './record.ts';

/** A packet that went through the breaker. Times are epoch milliseconds. */
export interface PassedPacket {
  sender: string;
  receiver: string;
  ssrc: number;
  payloadType: number;
  arrivedAt: number;
  forwardedAt: number;
}

/** Pauses shorter than this are the pacing of audio and video frames, not silences. */
const SILENCE_FLOOR_MS = 100;
const MAX_SILENCES = 1000;
const KEEP_TIMES_MS = 60_000;

/** What is known of one RTP stream in one direction. */
export class StreamRecord {
  readonly silences: Silence[] = [];
  readonly #first: PassedPacket;
  #last: PassedPacket;
  #packets = 1;
  #droppedSinceLast = { cut: 0, rebind: 0 };
  #times: number[];
  /** Where the kept times begin in `#times`: moved on cheaply, and compacted once half of it is old. */
  #oldest = 0;

  constructor(first: PassedPacket) {
    this.#first = first;
    this.#last = first;
    this.#times = [first.forwardedAt];
  }

  get sender(): string {
    return this.#first.sender;
  }

  get ssrc(): number {
    return this.#first.ssrc;
  }

  forwarded(packet: PassedPacket): void {
    if (packet.forwardedAt - this.#last.forwardedAt >= SILENCE_FLOOR_MS) this.#noteSilenceBefore(packet);
    this.#last = packet;
    this.#packets += 1;
    this.#droppedSinceLast = { cut: 0, rebind: 0 };
    this.#keepTime(packet.forwardedAt);
  }

  dropped(cause: 'cut' | 'rebind'): void {
    this.#droppedSinceLast[cause] += 1;
  }

  recentTimes(): number[] {
    return this.#times.slice(this.#oldest);
  }

  summary(): RecordedStream {
    const { sender, receiver, ssrc, payloadType, forwardedAt } = this.#last;
    return {
      sender,
      receiver,
      ssrc,
      payloadType,
      packets: this.#packets,
      firstForwardedAt: this.#first.forwardedAt,
      lastForwardedAt: forwardedAt,
    };
  }

  #noteSilenceBefore(packet: PassedPacket): void {
    const { sender, receiver, ssrc, payloadType } = packet;
    const from = this.#last.forwardedAt;
    const to = packet.forwardedAt;
    const droppedPackets = this.#droppedSinceLast.cut + this.#droppedSinceLast.rebind;
    const durationMs = to - from;
    const cause = this.#causeBefore(packet);
    this.silences.push({ sender, receiver, ssrc, payloadType, from, to, durationMs, cause, droppedPackets });
    if (this.silences.length > MAX_SILENCES) this.silences.shift();
  }

  #causeBefore(packet: PassedPacket): SilenceCause {
    if (this.#droppedSinceLast.cut > 0) return 'cut';
    if (this.#droppedSinceLast.rebind > 0) return 'rebind';
    const pauseOfSenderMs = packet.arrivedAt - this.#last.arrivedAt;
    return pauseOfSenderMs < SILENCE_FLOOR_MS ? 'delay' : 'sender';
  }

  #keepTime(forwardedAt: number): void {
    this.#times.push(forwardedAt);
    const oldestKept = forwardedAt - KEEP_TIMES_MS;
    while ((this.#times[this.#oldest] as number) < oldestKept) this.#oldest += 1;
    if (this.#oldest * 2 <= this.#times.length) return;
    this.#times = this.#times.slice(this.#oldest);
    this.#oldest = 0;
  }
}
