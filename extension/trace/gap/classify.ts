import type { PathActivity } from './path-activity.ts';
import type { Silence } from './silence.ts';

/** What is known beside the stream's own counters when it was silent. */
export interface Evidence {
  path: PathActivity | undefined;
  /** The packets of that time, of this stream or another on the path, are known to be lost. */
  lost: boolean;
  /** Another stream of the path fell silent at the same moment. */
  accompanied: boolean;
  /** ICE reported trouble, or another pair was selected, while the stream was silent. */
  troubled: boolean;
}

/** The path must have been silent for so much of a stream's silence: media may come back later than the path. */
const pathShare = 0.4;
/** All streams pause for less than this when a machine on the way is busy. */
const hiccupMs = 150;
/** Lost packets must make up so much of it. */
const lostShare = 0.5;
/** Where others may have been lost before it, they must make up the whole of it, but for so much. */
const unfitShare = 0.25;

/**
 * Whether the path was silent, or only the stream: muted, paused, without anything to say, at its end.
 * A gap needs a witness; without one the stream was `idle`.
 */
export function isPathGap(silence: Silence, evidence: Evidence): boolean {
  const { path, lost, accompanied, troubled } = evidence;
  if (lost) return true;
  const silentFor = path?.silentFor(silence.from, silence.to) ?? null;
  if (silentFor === null) return troubled;
  const heldUpMs = path?.heldUpFor(silence.from, silence.to) ?? 0;
  if (silentFor < (silence.durationMs - heldUpMs) * pathShare) return false;
  if (troubled || silentFor >= unansweredMs) return true;
  return accompanied && silentFor >= hiccupMs;
}

/**
 * Browsers send a check on the selected pair at least this often (Chromium every 2.5 s, RFC 7675 asks for 5 s
 * at the most), and a busy one is some tenths late; a path on which nothing was answered for longer is dead and
 * not merely unused.
 */
const unansweredMs = 3_200;

/**
 * Whether so many lost packets, `spacingMs` apart, are what the stream was silent for. While the page was held up,
 * the far side may have sent all the time or, held up itself, nothing. What it sends then to measure the path anew
 * is padding, which counts as lost too, but fits neither.
 */
export function isExplainedByLoss(
  { durationMs }: Silence,
  lost: number,
  spacingMs: number,
  heldUpMs: number,
): boolean {
  const lostMs = lost * spacingMs;
  if (lostMs >= durationMs * lostShare) return true;
  const attendedMs = durationMs - heldUpMs;
  return lostMs > hiccupMs && lostMs >= attendedMs * lostShare && attendedMs >= lostMs * lostShare;
}

/** Whether so many packets, some of which may have been lost before we heard of the stream, are just those of a silence. */
export function isJustTheLoss({ durationMs }: Silence, lost: number, spacingMs: number): boolean {
  return Math.abs(lost * spacingMs - durationMs) <= durationMs * unfitShare;
}
