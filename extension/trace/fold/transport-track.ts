import { isPathGap } from '../gap/classify.ts';
import type { PathActivity } from '../gap/path-activity.ts';
import { packetClockMs, SilenceDetector } from '../gap/silence.ts';
import type { TransportSample } from '../schema/sample.ts';
import type { StreamView } from '../view.ts';

/** Data has no pace of its own; shorter pauses are the application's. */
const leastMs = 200;

/** Follows what arrives over a transport that carries data channels, while messages flow. */
export class TransportTrack {
  readonly view: StreamView;
  readonly #detector = new SilenceDetector({ leastMs, clockMs: packetClockMs });
  readonly #path: PathActivity;
  #pairId: string | undefined;
  /** Bytes of the pairs that were selected before: each pair counts from zero. */
  #earlierBytes = 0;
  #bytes = 0;
  #newestAt = 0;

  constructor(view: StreamView, path: PathActivity) {
    this.view = view;
    this.#path = path;
  }

  apply(transport: TransportSample, messages: number, until: number, troubled: Troubled): void {
    this.#count(transport);
    const silence = this.#detector.read({
      at: transport.at,
      until: Math.max(until, transport.at),
      packets: this.#earlierBytes + this.#bytes,
      missing: 0,
      again: 0,
      frames: messages,
      jitterMs: null,
      lastPacketAt: this.#newestAt || null,
    });
    this.view.silentSince = this.#detector.silentSince;
    if (!silence) return;
    const { seen: _, ...measured } = silence;
    const { from, to } = measured;
    const evidence = {
      path: this.#path,
      lost: false,
      accompanied: false,
      troubled: troubled(from, Math.max(to, until)),
    };
    const { direction, kind, mid, ssrc } = this.view;
    if (isPathGap(silence, evidence)) {
      this.view.gaps.push({ direction, kind, layer: 'network', mid, ssrc, ...measured });
    } else {
      this.view.idle.push({ from, to });
    }
  }

  #count({ pairId, bytesReceived = 0, lastReceivedAt = 0 }: TransportSample): void {
    if (pairId !== this.#pairId) {
      this.#pairId = pairId;
      this.#earlierBytes += this.#bytes;
    }
    this.#bytes = bytesReceived;
    this.#newestAt = Math.max(this.#newestAt, lastReceivedAt);
  }
}

type Troubled = (from: number, to: number) => boolean;
