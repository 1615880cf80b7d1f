import type { Pair } from '../schema/candidate.ts';
import type { ConnectionEvent, EventOf } from '../schema/events.ts';
import type { Trigger } from '../schema/trace.ts';
import { Negotiation, type Step } from './negotiation.ts';
import { newRecord, type RestartRecord, settle } from './restart-record.ts';

/** Wishes that outlive a rollback: the next offer restarts again (webrtc-pc section 4.4.1.5, `[[LocalIceCredentialsToReplace]]`). */
const lasting: ReadonlySet<Trigger> = new Set(['restartIce', 'forced', 'setConfiguration']);

/** Follows the restarts of one connection, from the first sign of each to its outcome. */
export class Restarts {
  readonly records: RestartRecord[] = [];
  readonly negotiation = new Negotiation();
  readonly #connectionId: string;
  #pair: Pair | null = null;
  #ice = 'new';
  /** Calls of `createOffer` with the flag that have not settled, by `callId`. */
  readonly #offerCalls = new Set<number>();
  #reconfiguredAt: number | null = null;
  /** When a remote offer under way was handed in: its restart was asked for then. */
  #remoteOfferAt: number | null = null;

  constructor(connectionId: string) {
    this.#connectionId = connectionId;
  }

  /** The restart under way, if there is one. */
  get open(): RestartRecord | null {
    const last = this.records.at(-1);
    return last && last.settledAt === null ? last : null;
  }

  apply(event: ConnectionEvent): void {
    switch (event.type) {
      case 'call':
        return this.#call(event);
      case 'result':
        return this.#result(event);
      case 'configuration':
        if (this.negotiation.established) this.#reconfiguredAt = event.t;
        return;
      case 'description':
        for (const step of this.negotiation.apply(event)) this.#step(step, event.t);
        return this.#checkCompletion(event.t);
      case 'selected-pair':
        this.#pair = event.pair;
        return this.#checkCompletion(event.t);
      case 'candidate':
        if (event.side === 'local') this.#gathered(event);
        return;
      case 'state':
        return this.#state(event);
    }
  }

  #call(event: EventOf<'call'>): void {
    const { method, t } = event;
    if (method === 'close') this.#close(t);
    if (method === 'setRemoteDescription' && event.descriptionType === 'offer') this.#remoteOfferAt = t;
    // Before the first negotiation there is nothing to restart.
    if (!this.negotiation.established) return;
    if (method === 'restartIce') this.#ask(event.forced ? 'forced' : 'restartIce', t);
    if (method === 'createOffer' && event.iceRestart) this.#ask('createOffer', t);
    if (method === 'createOffer' && event.iceRestart) this.#offerCalls.add(event.callId);
  }

  #result(event: EventOf<'result'>): void {
    if (!this.#offerCalls.delete(event.callId)) return;
    const { open } = this;
    if (event.error && open?.trigger === 'createOffer' && open.offeredAt === null) {
      settle(open, 'failed', event.t);
    }
  }

  /** The application asks for a restart; asking again before the offer is the same wish. */
  #ask(trigger: Trigger, t: number): void {
    const { open } = this;
    if (open && open.offeredAt === null && open.initiator === 'local') return;
    if (open) settle(open, 'superseded', t);
    this.#begin('local', trigger, t);
  }

  #begin(initiator: 'local' | 'remote', trigger: Trigger, requestedAt: number): RestartRecord {
    const { localUfrag, remoteUfrag } = this.negotiation;
    const record = newRecord(
      {
        id: `${this.#connectionId}/${this.records.length + 1}`,
        initiator,
        trigger,
        requestedAt,
      },
      { localUfrag, remoteUfrag, pair: this.#pair },
    );
    this.records.push(record);
    return record;
  }

  #step(step: Step, t: number): void {
    if (step.kind === 'offer' && step.restarts) this.#offered(step, t);
    if (step.kind === 'answer') this.#answered(step, t);
    if (step.kind === 'rollback') this.#rolledBack(step.side, t);
  }

  #offered(step: Extract<Step, { kind: 'offer' }>, t: number): void {
    const record = this.#recordFor(step, t);
    record.offeredAt = t;
    if (step.side === 'local') {
      record.localUfrag.to = step.ufrag;
      this.#reconfiguredAt = null;
    } else {
      record.remoteUfrag.to = step.ufrag;
    }
  }

  /** The restart that an offer with new credentials belongs to. */
  #recordFor(step: Extract<Step, { kind: 'offer' }>, t: number): RestartRecord {
    const { open } = this;
    // One change of credentials serves a wish of ours that was still waiting, whoever offers it.
    if (open && (open.offeredAt === null || (step.replaced && open.localUfrag.to === step.ufrag)))
      return open;
    if (open) settle(open, 'superseded', t);
    if (step.side === 'remote') return this.#begin('remote', 'remote-offer', this.#remoteOfferAt ?? t);
    if (this.#reconfiguredAt !== null) return this.#begin('local', 'setConfiguration', this.#reconfiguredAt);
    return this.#begin('local', 'sdp', t);
  }

  #answered(step: Extract<Step, { kind: 'answer' }>, t: number): void {
    const { open } = this;
    if (!open || open.offeredAt === null) return;
    if (step.localRestarted && step.remoteRestarted) {
      open.answeredAt = t;
      open.localUfrag.to = this.negotiation.localUfrag;
      open.remoteUfrag.to = this.negotiation.remoteUfrag;
    } else {
      settle(open, 'ignored', t);
    }
  }

  #rolledBack(side: 'local' | 'remote', t: number): void {
    const { open } = this;
    if (!open || open.offeredAt === null || open.answeredAt !== null) return;
    if (side === 'local' && lasting.has(open.trigger)) {
      open.offeredAt = null;
      open.localUfrag.to = null;
    } else {
      settle(open, 'rolled-back', t);
    }
  }

  #gathered(event: EventOf<'candidate'>): void {
    const { open } = this;
    if (!open || open.offeredAt === null) return;
    open.gatheringFrom ??= event.t;
    if (event.candidate === null) open.gatheringTo = event.t;
  }

  #state(event: EventOf<'state'>): void {
    const record = this.records.at(-1);
    if (event.name === 'ice') this.#ice = event.state;
    if (!record || record.settledAt !== null) {
      if (record && event.name === 'gathering' && event.state === 'complete') record.gatheringTo ??= event.t;
      return;
    }
    if (event.name === 'gathering' && record.offeredAt !== null) {
      if (event.state === 'gathering') record.gatheringFrom = event.t;
      if (event.state === 'complete') record.gatheringTo = event.t;
    }
    if (event.name === 'ice') this.#iceChanged(record, event.state, event.t);
  }

  #iceChanged(record: RestartRecord, state: string, t: number): void {
    if (state === 'checking') record.checkingFrom ??= t;
    if (record.answeredAt === null) return;
    if (state === 'failed') settle(record, 'failed', t);
    this.#checkCompletion(t);
  }

  /** Complete once both new credentials are in effect and a pair that carries them is selected. */
  #checkCompletion(t: number): void {
    const { open } = this;
    if (!open || open.answeredAt === null || !this.#pair) return;
    const { local } = this.#pair;
    const connected = this.#ice === 'connected' || this.#ice === 'completed';
    const fresh = local.ufrag !== null ? local.ufrag === open.localUfrag.to : connected;
    if (!fresh) return;
    open.selectedAt = t;
    open.pair.to = this.#pair;
    settle(open, 'completed', t);
  }

  #close(t: number): void {
    if (this.open) settle(this.open, 'closed', t);
  }
}
