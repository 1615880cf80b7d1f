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
}

/** Jitter that grew by so much tells of packets that did not come at the stream's pace. */
const unevenMs = { audio: 3, video: 5 };
/** Jitter takes a sixteenth of each deviation; a late first packet deviates, and those that catch up. */
const lateness = 16 / 2;
/** So many frames' worth of packets are taken for one frame. */
const singleFrame = 1.6;
/** Of so many the pace can be relied on: a burst is no longer than a few. */
const manyFrames = 6;
/** Where jitter is no more than this, frames come evenly. */
const calmMs = 5;
/** A key frame is as many packets as so many other frames, and no fewer than a few. */
const keyFrame = 3.4;
const keyFramePackets = 8;
/** Frames were seen to come sooner than usual by this share of their distance. */
const hurry = 0.2;

/** The best guess at when the first packet came, going by the stream's pace and its jitter. */
export function firstPacketAt(arrivals: Arrivals): number {
  return arrivals.newest - (arrivals.perFrame === null ? audioTookMs(arrivals) : videoTookMs(arrivals));
}

/** How long after the first the last came. Audio that waited for the path comes at once, and hardly fits at its pace. */
function audioTookMs({ packets, earliest, newest, spacingMs, jitterGrewMs }: Arrivals): number {
  const crowded = (packets - 0.5) * spacingMs > newest - earliest;
  const lateMs = crowded && jitterGrewMs >= unevenMs.audio ? jitterGrewMs * lateness : 0;
  return (packets - 1) * spacingMs - lateMs;
}

function videoTookMs(arrivals: Arrivals): number {
  const { packets, earliest, newest, spacingMs, jitterGrewMs } = arrivals;
  if (spacingMs === 0) return 0;
  const perFrame = arrivals.perFrame ?? 1;
  const frames = packets / perFrame;
  const roomMs = newest - earliest;
  const fitsMs = Math.floor(roomMs / spacingMs + hurry) * spacingMs;
  if (jitterGrewMs < unevenMs.video) return Math.min(atPaceMs(arrivals, frames), fitsMs);
  // After losses a key frame leads, and what follows it may hurry.
  const beyondKeyFrame = frames - Math.max(keyFrame, keyFramePackets / perFrame);
  return Math.min(Math.max(0, beyondKeyFrame + 0.5) * spacingMs, Math.max(fitsMs, roomMs / 2));
}

function atPaceMs({ packets, spacingMs, jitterMs }: Arrivals, frames: number): number {
  if (frames <= singleFrame) return 0;
  // Two packets may be one frame as well.
  const even = (jitterMs <= calmMs && packets > 2) || frames > manyFrames;
  return even ? (Math.round(frames) - 1) * spacingMs : ((frames - 1) * spacingMs) / 2;
}
