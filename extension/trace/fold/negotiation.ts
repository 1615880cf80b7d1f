import type { EventOf, Side } from '../schema/events.ts';
import { credentialsChanged, firstUfrag, readSdp, type SdpFacts } from '../sdp/sdp.ts';

/** What one applied description meant. */
export type Step =
  | { kind: 'first-offer'; side: Side }
  | { kind: 'offer'; side: Side; restarts: boolean; ufrag: string | null; replaced: boolean }
  | { kind: 'answer'; offerSide: Side; localRestarted: boolean; remoteRestarted: boolean }
  | { kind: 'provisional-answer' }
  | { kind: 'rollback'; side: Side };

/**
 * Mirrors the four description slots of a connection (webrtc-pc section 4.4.1.5, JSEP section 3.2) and tells
 * what each description changed in the ICE credentials.
 */
export class Negotiation {
  local: SdpFacts | null = null;
  remote: SdpFacts | null = null;
  #pendingLocal: SdpFacts | null = null;
  #pendingRemote: SdpFacts | null = null;
  #offerSide: Side | null = null;

  get localUfrag(): string | null {
    return firstUfrag(this.local);
  }

  get remoteUfrag(): string | null {
    return firstUfrag(this.remote);
  }

  get established(): boolean {
    return this.local !== null && this.remote !== null;
  }

  apply(event: EventOf<'description'>): Step[] {
    switch (event.descriptionType) {
      case 'offer':
        return this.#offer(event.side, readSdp(event.sdp));
      case 'answer':
        return this.#answer(event.side, readSdp(event.sdp));
      case 'pranswer':
        return [{ kind: 'provisional-answer' }];
      case 'rollback':
        return this.#rollback();
    }
  }

  #offer(side: Side, facts: SdpFacts): Step[] {
    // An offer from the other side while ours is pending rolls ours back implicitly (perfect negotiation).
    const rolledBack = this.#offerSide !== null && this.#offerSide !== side ? this.#rollback() : [];
    const replaced = this.#offerSide === side;
    this.#offerSide = side;
    const before = side === 'local' ? this.local : this.remote;
    if (side === 'local') this.#pendingLocal = facts;
    else this.#pendingRemote = facts;
    if (!before) return [...rolledBack, { kind: 'first-offer', side }];
    const restarts = credentialsChanged(before, facts);
    return [...rolledBack, { kind: 'offer', side, restarts, ufrag: firstUfrag(facts), replaced }];
  }

  #answer(side: Side, facts: SdpFacts): Step[] {
    const offerSide: Side = side === 'local' ? 'remote' : 'local';
    const local = side === 'local' ? facts : (this.#pendingLocal ?? this.local);
    const remote = side === 'remote' ? facts : (this.#pendingRemote ?? this.remote);
    const step: Step = {
      kind: 'answer',
      offerSide,
      localRestarted: !!this.local && !!local && credentialsChanged(this.local, local),
      remoteRestarted: !!this.remote && !!remote && credentialsChanged(this.remote, remote),
    };
    this.local = local;
    this.remote = remote;
    this.#clearPending();
    return [step];
  }

  #rollback(): Step[] {
    const side = this.#offerSide;
    this.#clearPending();
    return side ? [{ kind: 'rollback', side }] : [];
  }

  #clearPending(): void {
    this.#pendingLocal = null;
    this.#pendingRemote = null;
    this.#offerSide = null;
  }
}
