/** What came between two readings of a stream, and the pace it came at before. Times are epoch milliseconds. */
export interface Arrivals {
  packets: number;
  /** Nothing had come until then. */
  earliest: number;
  /** When the newest packet came. */
  newest: number;
  /** Usual distance of two audio packets or video frames. */
  spacingMs: number;
  /** Usual packets of a video frame; `null` for audio. */
  perFrame: number | null;
  /** Interarrival jitter (RFC 3550, section 6.4.1) after them, and how much it grew with them. */
  jitterMs: number;
  jitterGrewMs: number;
  /** So many sequence numbers were left out that the browser leaves the first packet out of the jitter. */
  jumped: boolean;
}

/** Jitter that grew by so much tells of packets that did not come at the stream's pace; browsers round it. */
const unevenMs = 2;
/** Jitter takes a sixteenth of each deviation; a late first packet deviates, and those that catch up. */
const lateness = 16 / 2;
/** So many frames' worth of packets are taken for one frame. */
const singleFrame = 1.6;
/** Of so many the pace can be relied on: a burst is no longer than a few. */
const manyFrames = 6;
/** Where jitter is no more than this, frames come evenly. */
const calmMs = 5;
/** Frames were seen to come sooner than usual by this share of their distance. */
const hurry = 0.2;

/** The best guess at when the first packet came, going by the stream's pace and its jitter. */
export function firstPacketAt(arrivals: Arrivals): number {
  const { packets, perFrame, newest, spacingMs, jitterGrewMs } = arrivals;
  const units = packets / (perFrame ?? 1);
  if (jitterGrewMs >= unevenMs && isCrowded(arrivals, units))
    return newest - Math.max(0, (units - 1) * spacingMs - lateMs(arrivals));
  return newest - (perFrame === null ? (units - 1) * spacingMs : evenFramesMs(arrivals, units));
}

/** There was hardly room for so many at their pace. */
function isCrowded({ earliest, newest, spacingMs }: Arrivals, units: number): boolean {
  return (units - 0.4) * spacingMs > newest - earliest;
}

/** How late the first came, so that those after it came the sooner. */
function lateMs({ spacingMs, jitterGrewMs, jumped }: Arrivals): number {
  // Of a jump jitter tells how late the second was.
  return jitterGrewMs * lateness + (jumped ? spacingMs : 0);
}

/** How long frames at the stream's pace took, of which the room holds so many only. */
function evenFramesMs({ packets, earliest, newest, spacingMs, jitterMs }: Arrivals, frames: number): number {
  if (frames <= singleFrame || spacingMs === 0) return 0;
  // Two packets may be one frame as well.
  const even = (jitterMs <= calmMs && packets > 2) || frames > manyFrames;
  const atPaceMs = even ? (Math.round(frames) - 1) * spacingMs : ((frames - 1) * spacingMs) / 2;
  return Math.min(atPaceMs, Math.floor((newest - earliest) / spacingMs + hurry) * spacingMs);
}
