import type { Pair } from '../schema/candidate.ts';
import type { EventOf } from '../schema/events.ts';
import type { TransportSample } from '../schema/sample.ts';
import type { RestartRecord } from './restart-record.ts';

/** What was under way when the answer came may still arrive over the old pair for so long. */
const settlingMs = 1_000;

/** Which pair carries each transport of a connection, and whether it is of the newest generation. */
export class SelectedPairs {
  /** The pair that was told last, by whichever transport. */
  newest: Pair | null = null;
  readonly #byTransport = new Map<string, Pair>();
  /** First reading of the kept pair of each transport after the answer that it belongs to. */
  readonly #kept = new Map<string, { answeredAt: number; reading: TransportSample }>();

  apply({ transportId, pair }: EventOf<'selected-pair'>): void {
    this.newest = pair;
    if (transportId === null) return;
    if (pair) this.#byTransport.set(transportId, pair);
    else this.#byTransport.delete(transportId);
  }

  /** Whether every transport that was restarted has selected a pair with our new credentials. */
  fresh(record: RestartRecord): boolean {
    const { localUfrags, transports } = record;
    const isFresh = (pair: Pair | null) => {
      const ufrag = pair?.local.ufrag ?? null;
      return ufrag !== null && localUfrags.includes(ufrag) && ufrag !== record.localUfrag.from;
    };
    if (transports.accepted <= 1) return isFresh(this.newest);
    return [...this.#byTransport.values()].filter(isFresh).length >= transports.accepted;
  }

  /**
   * Whether the old pairs still answer well after the restart was answered. Chromium then may stay on them: its
   * controlled side changes pairs when media arrives on another, and an idle connection has none; its controlling
   * side, answered late, stays on a pair of its new candidates with the far side's old ones.
   */
  keptAlive(record: RestartRecord, { t, transports }: EventOf<'sample'>): boolean {
    const { answeredAt } = record;
    if (answeredAt === null || t < answeredAt + settlingMs) return false;
    // Firefox lists transports that BUNDLE has made idle, without a pair.
    const carrying = transports.filter(({ pairId }) => pairId !== undefined);
    if (carrying.length === 0) return false;
    const alive = carrying.map(reading => {
      const first = this.#kept.get(reading.id);
      if (first?.answeredAt === answeredAt && first.reading.pairId === reading.pairId) {
        return answersSince(first.reading, reading);
      }
      // The sample may be made into the next one.
      this.#kept.set(reading.id, { answeredAt, reading: { ...reading } });
      return false;
    });
    return alive.every(Boolean);
  }
}

function answersSince(before: TransportSample, now: TransportSample): boolean {
  return (
    (now.bytesReceived ?? 0) > (before.bytesReceived ?? 0) ||
    (now.checksAnswered ?? 0) > (before.checksAnswered ?? 0)
  );
}
