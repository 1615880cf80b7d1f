import type { ConnectionEvent, EventOf } from '../schema/events.ts';
import type { Outcome, Trigger } from '../schema/trace.ts';
import { noteCandidate, noteCandidateError, noteGatheringState } from './gathering.ts';
import { type AnswerStep, Negotiation, type OfferStep, type Step } from './negotiation.ts';
import { newRecord, type RestartRecord, settle, unoffer } from './restart-record.ts';
import { SelectedPairs } from './selected-pairs.ts';
import { Wishes } from './wishes.ts';

/** Later, another pair of the same generation has nothing to do with the restart any more. */
const lateSwitchMs = 10_000;

/** The ufrag that is new, where one description has several. */
function newOf(ufrags: string[], old: string | null): string | null {
  return ufrags.find(ufrag => ufrag !== old) ?? ufrags[0] ?? null;
}

/** Applying one's own offer again, say after it was munged, is no other restart. */
function isOfferOf(record: RestartRecord, { side, ufrags }: OfferStep): boolean {
  const { to } = record[`${side}Ufrag`];
  return record.offeredBy === side && to !== null && ufrags.includes(to);
}

/**
 * Follows the restarts of one connection, each from its first sign to its outcome:
 *
 *     asked ──offer──▶ offered ──answer──▶ answered ──pair──▶ completed
 *       ▲                 │ │                  └──checks fail──▶ failed
 *       └──rollback, and  │ ├──answer with the old credentials──▶ ignored
 *          the wish lasts─┘ └──rollback──▶ rolled-back
 *
 * From each of them to `superseded` by another offer, and to `closed`. At most one restart is open at a time: one
 * that is asked for while another is offered waits until that is settled, or is overtaken by its own offer.
 */
export class Restarts {
  readonly records: RestartRecord[] = [];
  readonly negotiation = new Negotiation();
  readonly #connectionId: string;
  readonly #wishes = new Wishes();
  readonly #pairs = new SelectedPairs();
  /** The restart whose offer awaits its final answer. */
  #offering: RestartRecord | null = null;
  #ice = 'new';
  #signaling = 'stable';
  /** Round-trip time of the selected pair by the newest reading that tells it. */
  #rttMs: number | null = null;
  #closed = false;
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
      case 'connection':
      case 'configuration':
        return this.#wishes.configured(event, this.negotiation.established);
      case 'call':
        return this.#call(event);
      case 'result':
        return this.#result(event);
      case 'description':
        for (const step of this.negotiation.apply(event)) this.#step(step, event.t);
        return this.#checkCompletion(event.t);
      case 'selected-pair':
        this.#pairs.apply(event);
        this.#checkLateSwitch(event.t);
        return this.#checkCompletion(event.t);
      case 'sample':
        this.#noteRoundTrip(event);
        return this.#checkKept(event);
      case 'state':
        return this.#state(event);
      case 'forgotten':
        return this.#close(event.t);
      default:
        return this.#note(event);
    }
  }

  #call(event: EventOf<'call'>): void {
    const { method, t } = event;
    if (method === 'close') return this.#close(t);
    // What is called after that asks for nothing: `restartIce()` returns, and all else is rejected.
    if (this.#closed) return;
    if (method === 'setRemoteDescription' && event.descriptionType === 'offer') this.#remoteOfferAt = t;
    // Before there are credentials there is nothing to replace: no restart (webrtc-pc section 4.4.2, restartIce).
    if (method === 'restartIce' && this.negotiation.hasLocalCredentials) {
      this.#ask(event.forced ? 'forced' : 'restartIce', t);
    }
    if (method === 'createOffer' && event.iceRestart && this.negotiation.established) {
      this.#wishes.offerCalled(event.callId);
      this.#ask('createOffer', t);
    }
  }

  #result({ callId, method, error, t }: EventOf<'result'>): void {
    const withFlag = this.#wishes.offerReturned(callId, error !== null);
    const { open } = this;
    if (!error || !open || open.offeredAt !== null || open.initiator !== 'local') return;
    if (method === 'createOffer' || method === 'setLocalDescription') open.error = { method, ...error };
    // The flag is of this one call; it leaves no wish behind.
    if (withFlag && open.trigger === 'createOffer') this.#settle(open, 'failed', t);
  }

  /** The application asks for a restart; asking again before the offer is the same wish. */
  #ask(trigger: Trigger, t: number): void {
    const { open } = this;
    if (!open) this.#begin('local', trigger, t);
    else if (open.offeredAt !== null || this.#offerTaken) this.#wishes.wait(trigger, t);
  }

  /** The state tells of an offer of ours before its description is told: it comes too late for that one. */
  get #offerTaken(): boolean {
    return this.#signaling === 'have-local-offer' && this.negotiation.offerSide !== 'local';
  }

  #begin(initiator: 'local' | 'remote', trigger: Trigger, requestedAt: number): RestartRecord {
    const { localUfrag, remoteUfrag } = this.negotiation;
    const id = `${this.#connectionId}/${this.records.length + 1}`;
    const before = { localUfrag, remoteUfrag, pair: this.#pairs.newest, rttMs: this.#rttMs };
    const record = newRecord({ id, initiator, trigger, requestedAt }, before);
    this.records.push(record);
    return record;
  }

  #step(step: Step, t: number): void {
    if (step.kind === 'offer') this.#offered(step, t);
    if (step.kind === 'answer') this.#answered(step, t);
    if (step.kind === 'rollback') this.#rolledBack(t);
  }

  #offered(step: OfferStep, t: number): void {
    if (!step.restarts) return this.#offeredPlainly(step, t);
    const record = this.#recordFor(step, t);
    const { localUfrag, remoteUfrag } = this.negotiation;
    record.localUfrag = { from: localUfrag, to: null };
    record.remoteUfrag = { from: remoteUfrag, to: null };
    const offered = record[`${step.side}Ufrag`];
    offered.to = newOf(step.ufrags, offered.from);
    if (record.offeredAt === null) record.pair.from = this.#pairs.newest;
    this.#offering = record;
    record.offeredAt = t;
    record.offeredBy = step.side;
    record.configuration = this.#wishes.configuration;
    record.error = null;
  }

  /** An offer with the old credentials in place of one that restarted takes that back. */
  #offeredPlainly(step: OfferStep, t: number): void {
    if (step.replaced) this.#rolledBack(t);
    if (step.side === 'local') this.#wishes.takeReconfigured();
    // What was asked for after such an offer is the wish that waited for it, and no other.
    if (this.open?.offeredAt === null) this.#wishes.take();
  }

  /** The restart that an offer with new credentials belongs to. */
  #recordFor(step: OfferStep, t: number): RestartRecord {
    const { open } = this;
    const reconfiguredAt = step.side === 'local' ? this.#wishes.takeReconfigured() : null;
    const repeated = open !== null && open === this.#offering && isOfferOf(open, step);
    // One change of credentials serves a wish of ours that was still waiting, whoever offers it.
    if (open && (open.offeredAt === null || repeated)) return open;
    const wish = this.#wishes.take();
    if (open) settle(open, 'superseded', t);
    if (wish) return this.#begin('local', wish.trigger, wish.t);
    if (step.side === 'remote') return this.#begin('remote', 'remote-offer', this.#remoteOfferAt ?? t);
    if (reconfiguredAt !== null) return this.#begin('local', 'setConfiguration', reconfiguredAt);
    return this.#begin('local', 'sdp', t);
  }

  #answered(step: AnswerStep, t: number): void {
    const { open } = this;
    const ours = open !== null && open === this.#offering;
    if (!step.provisional) this.#offering = null;
    if (!ours) return;
    open.remoteIceLite = step.remoteIceLite;
    open.changes = step.changes;
    if (step.accepted > 0) {
      open.transports = { offered: step.offered, accepted: step.accepted };
      // A provisional answer puts credentials in effect as a final one does (RFC 9429 section 4.1.10.1).
      open.answeredAt ??= t;
      open.localUfrags = step.localUfrags;
      open.localUfrag.to = newOf(step.localUfrags, open.localUfrag.from);
      open.remoteUfrag.to = newOf(step.remoteUfrags, open.remoteUfrag.from);
    } else if (!step.provisional) {
      open.transports = { offered: step.offered, accepted: 0 };
      this.#settle(open, 'ignored', t);
    }
  }

  #rolledBack(t: number): void {
    const { open } = this;
    const ours = open !== null && open === this.#offering;
    this.#offering = null;
    if (!ours) return;
    // The far side's offer had served a wish of ours: that is as open as before.
    if (Wishes.lasts(open.trigger)) unoffer(open, t);
    else this.#settle(open, 'rolled-back', t);
  }

  /** What does not decide the outcome, but belongs to the story. */
  #note(event: ConnectionEvent): void {
    const record = this.records.at(-1);
    if (!record) return;
    if (event.type === 'candidate') noteCandidate(record, event);
    if (event.type === 'candidate-error') noteCandidateError(record, event);
    if (event.type === 'state' && event.name === 'gathering') noteGatheringState(record, event);
  }

  #state(event: EventOf<'state'>): void {
    this.#note(event);
    if (event.name === 'ice') this.#ice = event.state;
    if (event.name === 'signaling') this.#signaling = event.state;
    const { open } = this;
    if (!open || (event.name !== 'ice' && event.name !== 'connection')) return;
    if (event.name === 'ice' && event.state === 'checking') open.checkingFrom ??= event.t;
    // Chromium may leave iceConnectionState at `disconnected` and tell only connectionState of the failure.
    if (event.state === 'failed' && open.answeredAt !== null) this.#settle(open, 'failed', event.t);
  }

  /** Complete once both new credentials are in effect and a pair that carries them is selected. */
  #checkCompletion(t: number): void {
    const { open } = this;
    if (!open || open.answeredAt === null || !this.#pairs.fresh(open)) return;
    open.selectedAt = t;
    this.#complete(open, t);
  }

  #noteRoundTrip({ transports }: EventOf<'sample'>): void {
    const told = transports.find(({ rttMs }) => rttMs !== undefined);
    if (told?.rttMs === undefined) return;
    this.#rttMs = told.rttMs;
    const last = this.records.at(-1);
    // The browser's cache may still tell of the pair before.
    if (last && last.selectedAt !== null && told.at > last.selectedAt) last.rttMs.to ??= told.rttMs;
  }

  /** Complete as well when the browser shows that it stays on the old pair, and that still works. */
  #checkKept(sample: EventOf<'sample'>): void {
    const { open } = this;
    if (!open || open.answeredAt === null || open.pair.from === null) return;
    if (this.#ice !== 'connected' && this.#ice !== 'completed') return;
    if (this.#pairs.keptAlive(open, sample)) this.#complete(open, sample.t);
  }

  /** A connection that stayed on its old pair, as that still worked, may change to a new one after all. */
  #checkLateSwitch(t: number): void {
    const last = this.records.at(-1);
    if (last?.outcome !== 'completed' || last.selectedAt !== null || !this.#pairs.fresh(last)) return;
    if (t - last.settledAt! > lateSwitchMs) return;
    last.selectedAt = t;
    last.settledAt = t;
    last.pair.to = this.#pairs.newest;
  }

  #complete(record: RestartRecord, t: number): void {
    record.pair.to = this.#pairs.newest;
    this.#settle(record, 'completed', t);
  }

  /** Settles a restart; one that was asked for meanwhile begins. */
  #settle(record: RestartRecord, outcome: Outcome, t: number): void {
    settle(record, outcome, t);
    const wish = this.#wishes.take();
    if (wish) this.#begin('local', wish.trigger, wish.t);
  }

  #close(t: number): void {
    this.#closed = true;
    if (this.open) this.#settle(this.open, 'closed', t);
    if (this.open) this.#settle(this.open, 'closed', t);
  }
}
