import { isPathGap } from '../gap/classify.ts';
import { type PathActivity, sameMomentMs } from '../gap/path-activity.ts';
import { Playout } from '../gap/playout.ts';
import { type Silence, SilenceDetector } from '../gap/silence.ts';
import type { InboundStream } from '../schema/sample.ts';
import type { StreamView } from '../view.ts';

/** Shorter silences are jitter. Video comes in bursts of packets, a frame apart. */
const leastMs = { audio: 60, video: 100 };
/** How far both browsers' packet times were seen from a capture, on a busy machine. */
const clockMs = 1;

/** What an inbound stream asks of the connection around it. */
export interface StreamSurroundings {
  path: PathActivity | undefined;
  /** Another stream fell silent within the moment of `from`. */
  accompanied(from: number): boolean;
  /** ICE was in trouble, or another pair was selected, within [from, to]. */
  troubled(from: number, to: number): boolean;
}

/** Follows one inbound RTP stream: its silences, and whether they were the path's or its own. */
export class InboundTrack {
  readonly view: StreamView;
  readonly detector: SilenceDetector;
  readonly playout = new Playout();
  /** Time of the newest packet. */
  newestAt = 0;
  #lost = 0;

  constructor(view: StreamView, kind: 'audio' | 'video') {
    this.view = view;
    this.detector = new SilenceDetector({ leastMs: leastMs[kind], clockMs });
  }

  apply(stream: InboundStream, until: number, around: StreamSurroundings): void {
    const { view, detector } = this;
    this.playout.add(stream);
    const silence = detector.read({
      at: stream.at,
      until: Math.max(until, stream.at),
      packets: stream.packets - (stream.retransmitted ?? 0),
      exact: stream.kind === 'audio' || stream.retransmitted !== undefined,
      missing: Math.max(0, stream.lost ?? 0) + (stream.retransmitted ?? 0),
      frames: stream.kind === 'video' ? (stream.frames ?? null) : null,
      lastPacketAt: stream.lastPacketAt ?? null,
    });
    if (silence) this.#classify(silence, stream.lost ?? 0, around);
    // Losses are told late; those since the last packet before a silence are what counts.
    if (detector.silentSince === null) this.#lost = stream.lost ?? 0;
    this.newestAt = stream.lastPacketAt ?? stream.at;
    view.silentSince = this.#silentSince(stream.at, around.path);
  }

  /** Fell silent within the moment of `from`, or ended a silence that began then. */
  fellSilentAt(from: number): boolean {
    const starts = [this.detector.silentSince, this.view.gaps.at(-1)?.from, this.view.idle.at(-1)?.from];
    return starts.some(start => start != null && Math.abs(start - from) <= sameMomentMs);
  }

  #classify(silence: Silence, lost: number, around: StreamSurroundings): void {
    const { view } = this;
    const { from, to } = silence;
    const evidence = {
      path: around.path,
      lost: lost - this.#lost,
      spacingMs: this.detector.packetSpacingMs ?? 0,
      accompanied: around.accompanied(from),
      troubled: around.troubled(from, to),
    };
    if (!isPathGap(silence, evidence)) {
      view.idle.push({ from, to });
      return;
    }
    const { direction, kind, mid, ssrc } = view;
    view.gaps.push({ direction, kind, layer: 'network', mid, ssrc, ...silence });
  }

  /** A stream that pauses while the path lives is not silent for us. */
  #silentSince(at: number, path: PathActivity | undefined): number | null {
    const since = this.detector.silentSince;
    if (since === null) return null;
    const pathSilentFor = path?.silentFor(since, at) ?? at - since;
    return pathSilentFor > (at - since) / 2 ? since : null;
  }
}
