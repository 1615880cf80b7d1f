import type { InboundStream } from '../schema/sample.ts';

/** A stretch between two readings is even when its packets make up for it, but for this share. */
const uneven = 0.04;
/** Reports come every few seconds; what is further than this from one, it does not tell of. */
export const reportedWithinMs = 12_000;

/**
 * How many packets of an inbound stream were sent and never came, by the far side's own count (RTCP sender reports,
 * RFC 3550 section 6.4.1). It tells lost packets from unsent ones even where libwebrtc, and so `packetsLost`, takes a
 * jump of more than 50 sequence numbers for a new beginning.
 *
 * A report is held against what had arrived when it came. Between two readings that is known only of a stream
 * which flowed evenly; other reports tell nothing.
 */
export class SenderReports {
  #reportedAt = 0;
  #missing: number | null = null;
  #last: { at: number; packets: number } | null = null;

  /** Takes the next reading, of a stream whose packets usually come `spacingMs` apart. */
  add({ sent, at, packets, retransmitted = 0 }: InboundStream, spacingMs: number): void {
    const last = this.#last;
    const own = packets - retransmitted;
    this.#last = { at, packets: own };
    if (!sent || !last || sent.at <= this.#reportedAt || sent.at < last.at || at <= last.at) return;
    const arrived = own - last.packets;
    if (Math.abs(arrived * spacingMs - (at - last.at)) > (at - last.at) * uneven + 3 * spacingMs) return;
    this.#reportedAt = sent.at;
    this.#missing = sent.packets - (last.packets + (arrived * (sent.at - last.at)) / (at - last.at));
  }

  /** No report has told anything yet. */
  get unreported(): boolean {
    return this.#missing === null;
  }

  /** Those missing by the newest report, if it came before `t` and not long before; else `null`. */
  missingBefore(t: number): number | null {
    return this.#reportedAt <= t && t - this.#reportedAt <= reportedWithinMs ? this.#missing : null;
  }

  /** Those missing by the newest report, if it came after `t`; else `null`. */
  missingAfter(t: number): number | null {
    return this.#reportedAt > t ? this.#missing : null;
  }
}
