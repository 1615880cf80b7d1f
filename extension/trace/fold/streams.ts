import { type Silence, SilenceDetector } from '../gap/silence.ts';
import type { EventOf } from '../schema/events.ts';
import type { InboundStream, OutboundStream } from '../schema/sample.ts';
import type { Gap } from '../schema/trace.ts';
import type { StreamView } from '../view.ts';

/** Shorter silences are jitter. Video comes in bursts of packets, a frame apart. */
const leastMs = { audio: 60, video: 100 };
/** Both browsers' packet times agree with a capture to within a millisecond. */
const clockMs = 1;

export interface InboundTrack {
  view: StreamView;
  detector: SilenceDetector;
}

/** The RTP streams of one connection, in the order they appeared. */
export class Streams {
  readonly views: StreamView[] = [];
  readonly inbound = new Map<string, InboundTrack>();
  readonly #outbound = new Map<string, StreamView>();
  readonly #counters = new Map<string, { at: number; packets: number }>();

  apply(sample: EventOf<'sample'>): void {
    for (const stream of sample.inbound) this.#applyInbound(stream, sample.t);
    for (const stream of sample.outbound) this.#applyOutbound(stream);
  }

  /** Start of the earliest silence that is still going on, or `null`. */
  get silentSince(): number | null {
    const starts = this.views.map(view => view.silentSince).filter(start => start !== null);
    return starts.length > 0 ? Math.min(...starts) : null;
  }

  #applyInbound(stream: InboundStream, until: number): void {
    const key = `in-${stream.ssrc}`;
    let track = this.inbound.get(key);
    if (!track) {
      const detector = new SilenceDetector({ leastMs: leastMs[stream.kind], clockMs });
      track = { view: this.#newView(key, 'inbound', stream), detector };
      this.inbound.set(key, track);
    }
    const silence = track.detector.read({
      at: stream.at,
      until,
      packets: stream.packets - (stream.retransmitted ?? 0),
      exact: stream.kind === 'audio' || stream.retransmitted !== undefined,
      frames: stream.kind === 'video' ? (stream.frames ?? null) : null,
      lastPacketAt: stream.lastPacketAt ?? null,
    });
    if (silence) track.view.gaps.push(toGap(track.view, silence));
    track.view.silentSince = track.detector.silentSince;
    this.#noteActivity(track.view, stream);
  }

  #applyOutbound(stream: OutboundStream): void {
    const key = `out-${stream.ssrc}`;
    let view = this.#outbound.get(key);
    if (!view) {
      view = this.#newView(key, 'outbound', stream);
      this.#outbound.set(key, view);
    }
    this.#noteActivity(view, stream);
  }

  #newView(
    key: string,
    direction: StreamView['direction'],
    stream: InboundStream | OutboundStream,
  ): StreamView {
    const { kind, mid, ssrc, at } = stream;
    const view: StreamView = {
      key,
      direction,
      kind,
      mid,
      ssrc,
      from: at,
      activity: [],
      gaps: [],
      silentSince: null,
    };
    this.views.push(view);
    return view;
  }

  #noteActivity(view: StreamView, { at, packets }: InboundStream | OutboundStream): void {
    const before = this.#counters.get(view.key);
    // The browser answers from a cache for some 50 ms: the same figures again say nothing new.
    if (before && at <= before.at) return;
    if (before) {
      const packetsPerSecond = Math.max(0, ((packets - before.packets) * 1000) / (at - before.at));
      view.activity.push({ t: at, packetsPerSecond });
    }
    this.#counters.set(view.key, { at, packets });
  }
}

export function toGap(view: StreamView, silence: Silence): Gap {
  const { direction, kind, mid, ssrc } = view;
  return { direction, kind, layer: 'network', mid, ssrc, ...silence };
}
