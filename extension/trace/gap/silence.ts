import { firstPacketAt } from './first-packet.ts';
import { Recent } from './recent.ts';
import { RecentMedian } from './recent-median.ts';

/** One reading of an inbound stream's counters. Times are epoch milliseconds. */
export interface Reading {
  /** When the browser began to collect the figures: every packet it had by then is counted. */
  at: number;
  /** When the figures arrived: no packet that came later is counted. */
  until: number;
  /** Packets of the stream itself, retransmissions left out. */
  packets: number;
  /** Packets of the stream that did not come in their turn, though some were sent again since. */
  missing: number;
  /** Packets that were sent again. */
  again: number;
  /** Complete frames for video; `null` for audio, where every packet is paced. */
  frames: number | null;
  /** Arrival of the newest packet in order, or `null` where the browser does not say. */
  lastPacketAt: number | null;
  /** Interarrival jitter in milliseconds (RFC 3550, section 6.4.1), or `null` where the browser does not say. */
  jitterMs: number | null;
}

/** A stretch without packets, longer than the stream's own pace explains. Durations in milliseconds. */
export interface Silence {
  from: number;
  to: number;
  durationMs: number;
  lowMs: number;
  highMs: number;
  /** A reading fell into it; else its place in the span is not known, only its length. */
  seen: boolean;
}

/** From the newest packet of one reading to that of the next. */
interface Span {
  from: number;
  to: number;
  /** When the later reading was taken. */
  at: number;
  /** Packets were lost in it, or sent again. */
  lossy: boolean;
}

/** How far both browsers' packet times were seen from a capture, on a busy machine. */
export const packetClockMs = 2.5;

export interface SilenceOptions {
  /** Shorter stretches are never silence: jitter of the network and of the machine. */
  leastMs: number;
  /** How exact the browser's packet times are. */
  clockMs: number;
}

/** A stretch of so many usual distances is silence. */
const unusual = 3;
/** Share of a span by which the pace of a stream may drift without being silence. */
const uneven = 0.1;
/** Of more sequence numbers than these left out libwebrtc makes a new beginning, which counts none as lost. */
const jump = 50;
/** Firefox tells packet times in whole milliseconds: so much further may they be off. */
const wholeMs = 1;

/**
 * Finds the silences of one inbound RTP stream in readings of its counters.
 *
 * The start of a silence is exact even from slow readings: `lastPacketReceivedTimestamp` does not move while
 * nothing arrives. Its end lies after the last reading that counted nothing new (`low`) and no later than the
 * newest packet of the first reading that did (`high`); in between, the number of new packets and their usual
 * distance say when the first of them came. The bracket needs no assumption about pace, so it holds always.
 *
 * After a jump in sequence numbers libwebrtc (so Chromium and Firefox) counts the first packet but does not
 * move the timestamp before the second: a reading between the two shows a packet without its time.
 */
export class SilenceDetector {
  readonly #options: SilenceOptions;
  /** Distance of two paced units: audio packets or video frames. */
  readonly #spacing = new RecentMedian();
  /** Packets of a frame; 1 for audio. */
  readonly #packetsPerUnit = new RecentMedian();
  #last: Reading | null = null;
  /** Nothing new had arrived until then. */
  #quietUntil = 0;
  /** The first new packet had arrived by then, though its time is not known yet. */
  #arrivedBy: number | null = null;
  #silentSince: number | null = null;
  /** Distance of the newest packets of two readings in a row. */
  readonly #spans = new Recent<Span>(() => ({ from: 0, to: 0, at: 0, lossy: false }));

  constructor(options: SilenceOptions) {
    this.#options = options;
  }

  /** Time of the last packet while the stream is silent, else `null`. */
  get silentSince(): number | null {
    return this.#silentSince;
  }

  /** Usual distance of two audio packets or video frames in milliseconds; `null` until it is known. */
  get unitSpacingMs(): number | null {
    return this.#spacing.value;
  }

  /** Usual distance of two packets in milliseconds; `null` until it is known. */
  get packetSpacingMs(): number | null {
    const spacing = this.#spacing.value;
    return spacing === null ? null : spacing / Math.max(1, this.#packetsPerUnit.value ?? 1);
  }

  /**
   * The longest silence after `from` that may hide between two readings which touch [from, to], beyond the usual
   * distance. One that began before `from` counts too where packets were lost, back to `lossesSince`.
   * `null` when no reading covers it.
   */
  hiddenAtMost(from: number, to: number, lossesSince: number): number | null {
    const within = this.#spans
      .all()
      .filter(span => span.from <= to && span.at >= (span.lossy ? lossesSince : from));
    if (within.length === 0) return null;
    const longest = within.map(span => span.to - (span.lossy ? span.from : Math.max(span.from, from)));
    return Math.max(0, Math.max(...longest) - (this.#spacing.value ?? 0));
  }

  /** Takes the next reading; returns the silence that it ended, if it ended one. */
  read(reading: Reading): Silence | null {
    const last = this.#last;
    if (!last || reading.packets < last.packets) {
      this.#begin(reading);
      return null;
    }
    if (reading.packets === last.packets) {
      this.#nothingNew(last, reading);
      return null;
    }
    if (reading.lastPacketAt !== null && reading.lastPacketAt === last.lastPacketAt) {
      this.#withoutTime(last, reading);
      return null;
    }
    const silence = this.#arrival(last, reading);
    this.#begin(reading);
    return silence;
  }

  /** Nothing is silence while the stream's own pace is unknown. */
  get #threshold(): number {
    return Math.max(this.#options.leastMs, unusual * (this.#spacing.value ?? Number.POSITIVE_INFINITY));
  }

  #begin(reading: Reading): void {
    const newest = lastPacket(reading);
    this.#last = reading;
    this.#quietUntil = Math.max(reading.at, newest);
    this.#arrivedBy = null;
    // A reading may already come long after the newest packet it counted.
    this.#silentSince = reading.at - newest > this.#threshold ? newest : null;
  }

  #nothingNew(last: Reading, reading: Reading): void {
    this.#quietUntil = Math.max(this.#quietUntil, reading.at);
    const from = lastPacket(last);
    if (this.#quietUntil - from > this.#threshold) this.#silentSince = from;
  }

  /** Packets were counted, but the time of the newest stands still: see the note on jumps above. */
  #withoutTime(last: Reading, reading: Reading): void {
    this.#arrivedBy ??= reading.until;
    if (reading.at - lastPacket(last) > this.#threshold) this.#silentSince ??= lastPacket(last);
  }

  /** Packets came since `last`: was the stretch before the first of them a silence? */
  #arrival(last: Reading, reading: Reading): Silence | null {
    const from = lastPacket(last);
    const newest = lastPacket(reading);
    const span = newest - from;
    const latest = Math.min(newest, this.#arrivedBy ?? newest);
    const earliest = Math.min(Math.max(this.#quietUntil, from), latest);
    const seen = earliest - from > this.#threshold;
    const guess = seen ? this.#paced(last, reading, earliest) : from + this.#unseen(last, reading, span);
    const first = Math.min(latest, Math.max(earliest, guess));
    const least = this.#leastToCall(seen, reading.missing > last.missing, span);
    this.#learn(last, reading, span);
    if (first - from <= least) return null;
    const clock = 2 * (this.#options.clockMs + (Number.isInteger(newest) ? wholeMs : 0));
    // Without a reading inside it, n packets over the span still leave one distance of at least span / n.
    const low = seen ? earliest - from : span / (reading.packets - last.packets);
    return {
      from,
      to: first,
      durationMs: first - from,
      lowMs: Math.max(0, low - clock),
      highMs: latest - from + clock,
      seen,
    };
  }

  /** Seen or proved by losses, a silence is one; else it must stand out from the unevenness of the whole span. */
  #leastToCall(seen: boolean, lost: boolean, span: number): number {
    if (seen) return this.#threshold;
    return lost ? this.#options.leastMs : this.#threshold + span * uneven;
  }

  /** When the first of the packets since `last` came; nothing had until `earliest`. */
  #paced(last: Reading, reading: Reading, earliest: number): number {
    const jitterMs = reading.jitterMs ?? 0;
    return firstPacketAt({
      packets: reading.packets - last.packets,
      earliest,
      newest: lastPacket(reading),
      spacingMs: this.#spacing.value ?? 0,
      perFrame: reading.frames === null ? null : (this.#packetsPerUnit.value ?? 1),
      jitterMs,
      jitterGrewMs: jitterMs - (last.jitterMs ?? 0),
      jumped:
        reading.missing === last.missing && earliest - lastPacket(last) > jump * (this.packetSpacingMs ?? 0),
    });
  }

  /** How long a silence was that no reading fell into: what is left of the span, or what the lost packets took. */
  #unseen(last: Reading, reading: Reading, span: number): number {
    const spacing = this.#spacing.value ?? 0;
    const came = reading.packets - last.packets;
    const units = reading.frames === null ? came : came / (this.#packetsPerUnit.value ?? 1);
    const left = spacing > 0 ? span - (units - 1) * spacing : 0;
    const missing = reading.missing - last.missing;
    if (missing <= 0) return left;
    return Math.max(reading.frames === null ? left : 0, (span * missing) / (missing + came) + spacing);
  }

  #learn(last: Reading, reading: Reading, span: number): void {
    const newest = this.#spans.next(reading.until);
    newest.from = lastPacket(last);
    newest.to = lastPacket(reading);
    newest.lossy = reading.missing > last.missing || reading.again > last.again;
    const packets = reading.packets - last.packets;
    const units = reading.frames === null ? packets : reading.frames - (last.frames ?? 0);
    // Silences count as distances too: a stream that slows down for good is soon judged by its new pace.
    if (units <= 0) return;
    this.#spacing.add(reading.frames === null ? packetTime(span / units) : span / units);
    this.#packetsPerUnit.add(packets / units);
  }
}

function lastPacket(reading: Reading): number {
  return reading.lastPacketAt ?? reading.at;
}

/** Audio comes in packets of 10, 20, 40 or 60 ms; a distance that is nearly one of these is meant to be it. */
function packetTime(ms: number): number {
  const whole = Math.round(ms / 10) * 10;
  return whole > 0 && Math.abs(ms - whole) < 1 ? whole : ms;
}
