import type { EventOf, Side } from '../schema/events.ts';
import {
  credentialsChanged,
  firstUfrag,
  liveUfrags,
  readSdp,
  restartedMids,
  type SdpFacts,
  transportMids,
} from '../sdp/sdp.ts';
import { changesBetween, type Session, type SessionChanges } from '../sdp/session-changes.ts';

export interface OfferStep {
  kind: 'offer';
  side: Side;
  /** It has new credentials for a transport that is there already. */
  restarts: boolean;
  ufrags: string[];
  /** The same side's offer before was still unanswered. */
  replaced: boolean;
}

export interface AnswerStep {
  kind: 'answer';
  provisional: boolean;
  /** How many transports have new credentials in the offer, and how many of these in the answer as well. */
  offered: number;
  accepted: number;
  localUfrags: string[];
  remoteUfrags: string[];
  remoteIceLite: boolean;
  /** What else has changed; `null` while the answer is provisional. */
  changes: SessionChanges | null;
}

/** What one applied description meant. */
export type Step = OfferStep | AnswerStep | { kind: 'rollback'; side: Side };

/**
 * Mirrors the four description slots of a connection (webrtc-pc section 4.4.1.5, RFC 9429 section 3.2) and
 * tells what each description changed in the ICE credentials.
 */
export class Negotiation {
  #session: Session | null = null;
  #pending: Record<Side, SdpFacts | null> = { local: null, remote: null };
  #offerSide: Side | null = null;

  /** Who has made an offer that is not answered yet. */
  get offerSide(): Side | null {
    return this.#offerSide;
  }

  get localUfrag(): string | null {
    return firstUfrag(this.#session?.local ?? null);
  }

  get remoteUfrag(): string | null {
    return firstUfrag(this.#session?.remote ?? null);
  }

  /** An offer was answered: the credentials of both sides are in effect. */
  get established(): boolean {
    return this.#session !== null;
  }

  /** `restartIce` replaces credentials of current and pending local descriptions; there are some. */
  get hasLocalCredentials(): boolean {
    return this.#session !== null || this.#pending.local !== null;
  }

  apply(event: EventOf<'description'>): Step[] {
    switch (event.descriptionType) {
      case 'offer':
        return this.#offer(event.side, readSdp(event.sdp));
      case 'pranswer':
      case 'answer':
        return this.#answer(event.side, readSdp(event.sdp), event.descriptionType === 'pranswer');
      case 'rollback':
        return this.#rollback();
    }
  }

  #offer(side: Side, facts: SdpFacts): Step[] {
    // An offer from the other side while ours is pending rolls ours back (webrtc-pc section 4.4.1.5).
    const rolledBack = this.#offerSide !== null && this.#offerSide !== side ? this.#rollback() : [];
    const replaced = this.#offerSide === side;
    this.#offerSide = side;
    this.#pending = { local: null, remote: null, [side]: facts };
    const before = this.#session?.[side];
    const restarts = before !== undefined && credentialsChanged(before, facts);
    return [...rolledBack, { kind: 'offer', side, restarts, ufrags: liveUfrags(facts), replaced }];
  }

  #answer(side: Side, facts: SdpFacts, provisional: boolean): Step[] {
    const offerSide: Side = side === 'local' ? 'remote' : 'local';
    // Without the offer, as in a recording that begins midway, the description before stands for it.
    const offer = this.#pending[offerSide] ?? this.#session?.[offerSide];
    if (!offer) {
      this.#pending[side] = facts;
      return [];
    }
    const before = this.#session;
    const after: Session =
      side === 'local'
        ? { local: facts, remote: offer, answerSide: side }
        : { local: offer, remote: facts, answerSide: side };
    if (provisional) this.#pending[side] = facts;
    else this.#settle(after);
    return [{ kind: 'answer', provisional, ...compare(before, after, provisional) }];
  }

  #settle(session: Session): void {
    this.#session = session;
    this.#pending = { local: null, remote: null };
    this.#offerSide = null;
  }

  #rollback(): Step[] {
    const side = this.#offerSide;
    this.#pending = { local: null, remote: null };
    this.#offerSide = null;
    return side ? [{ kind: 'rollback', side }] : [];
  }
}

function compare(
  before: Session | null,
  after: Session,
  provisional: boolean,
): Omit<AnswerStep, 'kind' | 'provisional'> {
  const offerSide: Side = after.answerSide === 'local' ? 'remote' : 'local';
  const transports = transportMids(after[after.answerSide]);
  const offeredMids = before ? restartedMids(before[offerSide], after[offerSide]) : new Set<string>();
  const answeredMids = before
    ? restartedMids(before[after.answerSide], after[after.answerSide])
    : new Set<string>();
  const offered = transports.filter(mid => offeredMids.has(mid));
  return {
    offered: offered.length,
    accepted: offered.filter(mid => answeredMids.has(mid)).length,
    localUfrags: liveUfrags(after.local),
    remoteUfrags: liveUfrags(after.remote),
    remoteIceLite: after.remote.iceLite,
    changes: before && !provisional ? changesBetween(before, after) : null,
  };
}
