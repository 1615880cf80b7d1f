import { isExplainedByLoss, isJustTheLoss, isPathGap } from '../gap/classify.ts';
import { type PathActivity, sameMomentMs } from '../gap/path-activity.ts';
import { Playout } from '../gap/playout.ts';
import { reportedWithinMs, SenderReports } from '../gap/sender-reports.ts';
import { packetClockMs, type Silence, SilenceDetector } from '../gap/silence.ts';
import type { InboundStream } from '../schema/sample.ts';
import type { StreamView } from '../view.ts';

/** Shorter silences are jitter. Video comes in bursts of packets, a frame apart. */
const leastMs = { audio: 60, video: 100 };
/** A bracket as wide as this comes from readings far apart. */
const vagueMs = 200;
/** A silence as long as this without a witness is judged again when one may have come late. */
const doubtfulMs = 500;
/** The far side may use a new pair for so long before the browser tells of it. */
const toldWithinMs = 500;
/** A busy browser may count what was lost in a silence so long after it. */
const lateMs = 1_000;

/** Whom an inbound stream asks about a silence that has ended. */
export interface Witnesses {
  /** For how long the path was cut within [from, to], going by an audio stream; `null` when none was silent. */
  audioCutMs(from: number, to: number): number | null;
  /** Packets of another stream were lost within [from, to]. */
  lost(from: number, to: number): boolean;
  /** A stream other than `track` fell silent within the moment of `from`. */
  accompanied(track: InboundTrack, from: number): boolean;
  /** ICE was in trouble, or another pair was selected, within [from, to]. */
  troubled(from: number, to: number): boolean;
}

/** A silence that has ended, and what the stream's own counters say of it. */
interface Ended {
  silence: Silence;
  /** Packets that were counted as lost since the last one before it. */
  lost: number;
  /** Those that had been counted by that one. */
  lostBefore: number;
  heldUpMs: number;
  /** When the reading that ended it had arrived. */
  until: number;
  /** Packets that had been sent and never come by the far side's last report before it. */
  missing: number | null;
  /** No report had come by then: the first counts from before we heard of the stream, perhaps. */
  unreported: boolean;
}

/** Follows one inbound RTP stream: its silences, and whether they were the path's or its own. */
export class InboundTrack {
  readonly view: StreamView;
  readonly detector: SilenceDetector;
  readonly playout = new Playout();
  readonly #reports = new SenderReports();
  /** Losses up to here are not those of a silence that is still to end. */
  #lost = 0;
  /** Until then losses are told of the newest gap, perhaps. */
  #lateUntil = 0;
  #ended: Ended | null = null;
  /** The newest long silence that was found to be the stream's own, as long as that may be mended. */
  #doubtful: Ended | null = null;

  constructor(view: StreamView, kind: 'audio' | 'video') {
    this.view = view;
    this.detector = new SilenceDetector({ leastMs: leastMs[kind], clockMs: packetClockMs });
  }

  /** Takes the next reading. What it ended is judged by `classify`, once all streams have taken theirs. */
  read(stream: InboundStream, until: number, path: PathActivity): void {
    const { detector } = this;
    this.playout.add(stream);
    const lost = stream.lost ?? 0;
    const silence = detector.read({
      at: stream.at,
      until: Math.max(until, stream.at),
      packets: stream.packets - (stream.retransmitted ?? 0),
      missing: Math.max(0, lost),
      again: stream.retransmitted ?? 0,
      frames: stream.kind === 'video' ? (stream.frames ?? null) : null,
      lastPacketAt: stream.lastPacketAt ?? null,
      jitterMs: stream.jitterMs ?? null,
    });
    this.#ended = silence && {
      silence,
      lost: lost - this.#lost,
      lostBefore: this.#lost,
      heldUpMs: path.heldUpFor(silence.from, silence.to),
      until,
      missing: this.#reports.missingBefore(silence.from),
      unreported: this.#reports.unreported,
    };
    this.#reports.add(stream, this.#packetSpacingMs);
    // Losses are told late; those since the last packet before a silence are what counts.
    if (detector.silentSince !== null) return;
    this.#lost = stream.at < this.#lateUntil ? Math.max(this.#lost, lost) : lost;
  }

  /** There is a silence to be judged, for which witnesses are asked. */
  get asksWitnesses(): boolean {
    return this.#ended !== null || this.#doubtful !== null;
  }

  /** The silence that the newest reading ended, when the packets of that time are known to be lost. */
  get lostSilence(): Silence | null {
    return this.#ended && this.#explained(this.#ended, this.#ended.lost) ? this.#ended.silence : null;
  }

  /** Tells a silence of the path from one of the stream's own. */
  classify(at: number, path: PathActivity | undefined, witnesses: Witnesses | null): void {
    if (this.#doubtful && witnesses) this.#reconsider(this.#doubtful, at, path, witnesses);
    if (this.#ended && witnesses) this.#file(this.#ended, path, witnesses);
    this.#ended = null;
    this.view.silentSince = this.#silentSince(at, path);
  }

  /** Fell silent within the moment of `from`, or ended a silence that began then. */
  fellSilentAt(from: number): boolean {
    const starts = [this.detector.silentSince, this.view.gaps.at(-1)?.from, this.view.idle.at(-1)?.from];
    return starts.some(start => start != null && Math.abs(start - from) <= sameMomentMs);
  }

  get #packetSpacingMs(): number {
    return this.detector.packetSpacingMs ?? 0;
  }

  #explained({ silence, heldUpMs }: Ended, lost: number): boolean {
    return isExplainedByLoss(silence, lost, this.#packetSpacingMs, heldUpMs);
  }

  #file(ended: Ended, path: PathActivity | undefined, witnesses: Witnesses): void {
    const { from, to, durationMs } = ended.silence;
    const lost = this.lostSilence !== null || witnesses.lost(from, to);
    // The pair that carried the first packet is told no sooner than the reading that counts it.
    if (this.#isGap(ended, lost, ended.until, path, witnesses)) {
      // Gaps are kept in their order.
      this.#doubtful = null;
      this.#pushGap(ended.silence, witnesses);
      this.#claimLosses(ended);
      return;
    }
    this.view.idle.push({ from, to });
    if (durationMs >= doubtfulMs) this.#doubtful = ended;
  }

  /** What a gap may have lost is told within some time after it, and is not lost in the next silence. */
  #claimLosses({ silence, lost, lostBefore }: Ended): void {
    const spacingMs = this.#packetSpacingMs;
    const atMost = spacingMs > 0 ? Math.ceil(silence.durationMs / spacingMs) : 0;
    this.#lost = Math.max(this.#lost, lostBefore + Math.max(lost, atMost));
    this.#lateUntil = silence.to + lateMs;
  }

  /** Two witnesses may come late: the pair that ended the silence, and the far side's count of what it sent. */
  #reconsider(ended: Ended, at: number, path: PathActivity | undefined, witnesses: Witnesses): void {
    const { silence, until } = ended;
    // Once the path works again, a report may come over it before the stream does.
    const missingNow = this.#reports.missingAfter(silence.from + silence.lowMs);
    const lost = missingNow !== null && this.#reportedLost(ended, missingNow);
    if (missingNow !== null || at > silence.to + reportedWithinMs) this.#doubtful = null;
    if (!this.#isGap(ended, lost, until + toldWithinMs, path, witnesses)) return;
    this.#doubtful = null;
    this.view.idle.splice(
      this.view.idle.findIndex(({ from }) => from === silence.from),
      1,
    );
    this.#pushGap(silence, witnesses);
  }

  #reportedLost(ended: Ended, missingNow: number): boolean {
    const { silence, missing, unreported } = ended;
    if (missing !== null) return this.#explained(ended, missingNow - missing);
    return unreported && isJustTheLoss(silence, missingNow, this.#packetSpacingMs);
  }

  #isGap(
    { silence }: Ended,
    lost: boolean,
    toldUntil: number,
    path: PathActivity | undefined,
    witnesses: Witnesses,
  ): boolean {
    const { from, to } = silence;
    const accompanied = witnesses.accompanied(this, from);
    const troubled = witnesses.troubled(from, Math.max(to, toldUntil));
    return isPathGap(silence, { path, lost, accompanied, troubled });
  }

  #pushGap(silence: Silence, witnesses: Witnesses): void {
    const { direction, kind, mid, ssrc } = this.view;
    const { seen: _, ...measured } = this.#likeAudio(silence, witnesses);
    this.view.gaps.push({ direction, kind, layer: 'network', mid, ssrc, ...measured });
  }

  /** A silence that readings tell little of is known better from audio, which comes in evenly paced packets. */
  #likeAudio(silence: Silence, witnesses: Witnesses): Silence {
    const { from, to, lowMs, highMs, seen } = silence;
    const vague = !seen || highMs - lowMs > vagueMs;
    const cutMs = this.view.kind === 'video' && vague ? witnesses.audioCutMs(from, to) : null;
    if (cutMs === null) return silence;
    const spacingMs = this.detector.unitSpacingMs ?? 0;
    const likely = cutMs + spacingMs;
    // Unseen, what video itself lost tells as much; and it is silent for whole distances of its frames.
    const guess = seen ? likely : wholeFrames((likely + silence.durationMs) / 2, spacingMs);
    const durationMs = Math.min(highMs, Math.max(lowMs, guess));
    return { ...silence, to: from + durationMs, durationMs };
  }

  /**
   * For how long the path was cut within [from, to], going by this stream's silence, which is longer by about the
   * distance of two packets; `null` when it was not silent.
   */
  cutMsWithin(from: number, to: number): number | null {
    const newest = this.#ended?.silence ?? this.view.gaps.at(-1);
    const silent = newest && newest.from < to && newest.to > from;
    return silent ? Math.max(0, newest.durationMs - this.#packetSpacingMs) : null;
  }

  /** A stream that pauses while the path lives is not silent for us. */
  #silentSince(at: number, path: PathActivity | undefined): number | null {
    const since = this.detector.silentSince;
    if (since === null) return null;
    const pathSilentFor = path?.silentFor(since, at) ?? at - since;
    return pathSilentFor > (at - since - (path?.heldUpFor(since, at) ?? 0)) / 2 ? since : null;
  }
}

function wholeFrames(ms: number, spacingMs: number): number {
  return spacingMs > 0 ? Math.round(ms / spacingMs) * spacingMs : ms;
}
