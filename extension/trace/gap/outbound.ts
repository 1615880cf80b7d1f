import type { OutboundStream } from '../schema/sample.ts';
import type { Gap } from '../schema/trace.ts';
import { Recent } from './recent.ts';

type Measured = Pick<Gap, 'from' | 'to' | 'durationMs' | 'lowMs' | 'highMs'>;

interface Report {
  at: number;
  lost: number;
}

interface Sent {
  at: number;
  packets: number;
}

/** Fewer packets than this are the losses of every day. */
const leastPackets = 3;

/**
 * What the far side missed of one stream of ours, as its receiver reports tell (`remote-inbound-rtp`).
 * They come every second or five, so the bracket is wide: the missing packets left us in no less time than
 * `low`, and the silence cannot be longer than from one report to the other. After a long cut libwebrtc
 * resets its count, and then nothing is said.
 */
export class OutboundLoss {
  readonly #reports = new Recent<Report>(() => ({ at: 0, lost: 0 }));
  readonly #sent = new Recent<Sent>(() => ({ at: 0, packets: 0 }));

  add({ at, packets, report }: OutboundStream): void {
    this.#sent.next(at).packets = packets;
    if (report?.lost === undefined || report.at === this.#reports.newest?.at) return;
    this.#reports.next(report.at).lost = report.lost;
  }

  /** What was missing of the time around [from, to]; `null` while no report covers it. */
  missing(from: number, to: number): Measured | null {
    const reports = this.#reports.all();
    const before = reports.findLast(({ at }) => at <= from);
    const after = reports.find(({ at }) => at > to);
    if (!before || !after) return null;
    const lost = after.lost - before.lost;
    if (lost < leastPackets) return null;
    const within = this.#sent.all().filter(({ at }) => at >= before.at && at <= after.at);
    const spacing = meanSpacing(within);
    if (spacing === null) return null;
    const highMs = after.at - before.at;
    const lowMs = Math.min(fastest(within, lost), highMs);
    const durationMs = Math.min(Math.max(lost * spacing, lowMs), highMs);
    return { from, to: from + durationMs, durationMs, lowMs, highMs };
  }
}

function meanSpacing(sent: Sent[]): number | null {
  const first = sent[0];
  const last = sent.at(-1);
  if (!first || !last || last.packets <= first.packets) return null;
  return (last.at - first.at) / (last.packets - first.packets);
}

/** The shortest time in which so many packets left us. */
function fastest(sent: Sent[], packets: number): number {
  let shortest = Number.POSITIVE_INFINITY;
  let start = 0;
  for (let end = 1; end < sent.length; end++) {
    while (start + 1 < end && sent[end]!.packets - sent[start + 1]!.packets >= packets) start++;
    if (sent[end]!.packets - sent[start]!.packets < packets) continue;
    // The readings stand up to one interval outside of the packets they count.
    const slack = sent[start + 1]!.at - sent[start]!.at + (sent[end]!.at - sent[end - 1]!.at);
    shortest = Math.min(shortest, sent[end]!.at - sent[start]!.at - slack);
  }
  return Number.isFinite(shortest) ? Math.max(0, shortest) : 0;
}
