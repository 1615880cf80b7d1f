import type { Configuration, EventOf } from '../schema/events.ts';
import type { Trigger } from '../schema/trace.ts';

/**
 * They outlive a rollback, and the next offer restarts again: the credentials to replace
 * (webrtc-pc `[[LocalIceCredentialsToReplace]]`) are forgotten only once they are replaced.
 */
const lasting: ReadonlySet<Trigger> = new Set(['restartIce', 'forced', 'setConfiguration']);

/** What the application has asked for and no offer has taken up yet. */
export class Wishes {
  configuration: Configuration | null = null;
  #waiting: { trigger: Trigger; t: number } | null = null;
  #reconfiguredAt: number | null = null;
  /** Calls of `createOffer` with the flag that have not settled, by `callId`. */
  readonly #offerCalls = new Set<number>();

  static lasts(trigger: Trigger): boolean {
    return lasting.has(trigger);
  }

  /** Other servers or another policy make the next offer restart by themselves (RFC 9429 section 5.2.2). */
  configured(
    { type, t, configuration }: EventOf<'connection' | 'configuration'>,
    established: boolean,
  ): void {
    this.configuration = configuration;
    // Whether they are others cannot be compared here: a TURN server's credentials are no part of a trace.
    if (type === 'configuration' && established) this.#reconfiguredAt = t;
  }

  /** When the configuration was changed that the offer now made answers to. */
  takeReconfigured(): number | null {
    const t = this.#reconfiguredAt;
    this.#reconfiguredAt = null;
    return t;
  }

  /** Asked for while another restart is under way: the first such wish stands for all. */
  wait(trigger: Trigger, t: number): void {
    this.#waiting ??= { trigger, t };
  }

  take(): { trigger: Trigger; t: number } | null {
    const wish = this.#waiting;
    this.#waiting = null;
    return wish;
  }

  offerCalled(callId: number): void {
    this.#offerCalls.add(callId);
  }

  /** Whether the call that has settled was one of those with the flag. */
  offerReturned(callId: number, failed: boolean): boolean {
    const withFlag = this.#offerCalls.delete(callId);
    if (withFlag && failed && this.#waiting?.trigger === 'createOffer') this.#waiting = null;
    return withFlag;
  }
}
