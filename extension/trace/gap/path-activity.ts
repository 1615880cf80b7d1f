import type { TransportSample } from '../schema/sample.ts';
import { Recent } from './recent.ts';

/** What one reading showed of a path: something had arrived over it at `arrivedAt`, or nothing since. */
interface Sign {
  /** When the reading was taken, epoch milliseconds. */
  at: number;
  /** Newest sign of life that it shows. */
  arrivedAt: number;
}

/** A sign of life this shortly after a stream's last packet still belongs to the time before its silence. */
export const sameMomentMs = 60;
/** A silence is looked at more often than that, unless the page was held up: suspended, frozen, busy. */
const attendedMs = 2_000;

/**
 * When anything at all arrived over one transport: media of any stream, RTCP, answers to connectivity checks.
 * It tells a path that died from a stream that merely paused.
 */
export class PathActivity {
  readonly #signs = new Recent<Sign>(() => ({ at: 0, arrivedAt: 0 }));
  #pairId: string | undefined;
  #checksAnswered = 0;
  #arrivedAt = 0;

  add(transport: TransportSample): void {
    const { at, pairId, lastReceivedAt = 0, checksAnswered = 0 } = transport;
    const anotherPair = pairId !== this.#pairId;
    const answered = !anotherPair && checksAnswered > this.#checksAnswered;
    this.#pairId = pairId;
    this.#checksAnswered = checksAnswered;
    // An answered check is known by the reading only; it came at some time before.
    this.#arrivedAt = Math.max(this.#arrivedAt, lastReceivedAt, answered ? (this.#signs.newest?.at ?? 0) : 0);
    this.#signs.next(at).arrivedAt = this.#arrivedAt;
  }

  /**
   * How long nothing at all arrived after `from`, at least, in milliseconds of those that were looked at, given
   * what was read until `to`. `null` when no reading fell in between, so that nothing is known.
   */
  silentFor(from: number, to: number): number | null {
    const within = this.#signs.within(from, to);
    if (!within.some(({ at }) => at > from + sameMomentMs)) return null;
    const lives = within.findIndex(({ arrivedAt }) => arrivedAt > from + sameMomentMs);
    const quiet = lives < 0 ? within : within.slice(0, lives);
    const until = quiet.at(-1)?.at ?? from;
    return until - from - unattended(from, until, quiet);
  }

  /** For how much of [from, to] nobody looked: the page was suspended, frozen, busy. Milliseconds. */
  heldUpFor(from: number, to: number): number {
    // A silence may end while nobody looks: the next look tells since when.
    const lookedAgainAt = this.#signs.earliestFrom(to)?.at ?? to;
    return unattended(from, to, this.#signs.within(from, lookedAgainAt));
  }
}

function unattended(from: number, to: number, signs: Sign[]): number {
  let heldUpMs = 0;
  let lookedAt = from;
  for (const { at } of signs) {
    if (at - lookedAt > attendedMs) heldUpMs += Math.min(at, to) - lookedAt;
    lookedAt = at;
  }
  return heldUpMs;
}
