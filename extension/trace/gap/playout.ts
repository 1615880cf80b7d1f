import type { InboundStream } from '../schema/sample.ts';
import type { Gap } from '../schema/trace.ts';
import { Recent } from './recent.ts';

/** What the player had gone through by a reading; durations in milliseconds, counted since the stream began. */
interface PlayoutReading {
  at: number;
  freezes: number;
  freezeMs: number;
  samples: number;
  concealed: number;
  silentConcealed: number;
}

/** Frozen pictures and stretched sound end a little after packets are back. */
const aftermathMs = 1_000;
/** Less than this nobody notices, and players conceal it all the time. */
const leastMs = 20;
/** A freeze is measured from picture to picture: one display frame either way. */
const frameMs = 17;

export type PlayoutLoss = Pick<Gap, 'from' | 'to' | 'durationMs' | 'lowMs' | 'highMs' | 'silentMs'>;

/** What a person saw and heard of one inbound stream: `freezeCount`, `totalFreezesDuration`, `concealedSamples`. */
export class Playout {
  readonly #readings = new Recent<PlayoutReading>(() => ({
    at: 0,
    freezes: 0,
    freezeMs: 0,
    samples: 0,
    concealed: 0,
    silentConcealed: 0,
  }));

  add(stream: InboundStream): void {
    const reading = this.#readings.next(stream.at);
    reading.freezes = stream.freezes ?? 0;
    reading.freezeMs = stream.freezeMs ?? 0;
    reading.samples = stream.samples ?? 0;
    reading.concealed = stream.concealed ?? 0;
    reading.silentConcealed = stream.silentConcealed ?? 0;
  }

  /** Pictures frozen because of a network gap [from, to]; `null` when none were, or not known yet. */
  frozen(from: number, to: number): PlayoutLoss | null {
    const [before, after] = this.#around(from, to);
    if (!before || !after) return null;
    const freezes = after.freezes - before.freezes;
    const total = after.freezeMs - before.freezeMs;
    if (freezes <= 0 || total < leastMs) return null;
    // The browser only adds them up: of several, the longest is no shorter than their mean.
    return loss(from, total, total / freezes - frameMs, total + frameMs);
  }

  /** Sound that was made up, or silence in its place, because of a network gap [from, to]. */
  concealed(from: number, to: number): PlayoutLoss | null {
    const [before, after] = this.#around(from, to);
    if (!before || !after) return null;
    const rate = samplesPerMs(this.#readings);
    const total = (after.concealed - before.concealed) / rate;
    const silent = (after.silentConcealed - before.silentConcealed) / rate;
    if (!(total >= leastMs)) return null;
    const inside = this.#readings.all().filter(({ at }) => at >= from && at <= to);
    const certain = inside.length > 1 ? (inside.at(-1)!.concealed - inside[0]!.concealed) / rate : 0;
    return { ...loss(from, total, certain, total), silentMs: silent };
  }

  /** The last reading before a gap and the first after its aftermath. */
  #around(from: number, to: number): [PlayoutReading | undefined, PlayoutReading | undefined] {
    return [this.#readings.latestUntil(from), this.#readings.earliestFrom(to + aftermathMs)];
  }
}

function loss(from: number, durationMs: number, lowMs: number, highMs: number): PlayoutLoss {
  return { from, to: from + durationMs, durationMs, lowMs: Math.max(0, lowMs), highMs };
}

/** The output's sample rate; 48 kHz unless the counters say otherwise. */
function samplesPerMs({ oldest: first, newest: last }: Recent<PlayoutReading>): number {
  if (!first || !last || last.at - first.at < 1_000) return 48;
  const rate = (last.samples - first.samples) / (last.at - first.at);
  // Output devices run at a handful of rates; counters read over a short time only come near.
  return [8, 16, 24, 32, 44.1, 48, 96].reduce((best, known) =>
    Math.abs(known - rate) < Math.abs(best - rate) ? known : best,
  );
}
