import { findingsOfConnection } from '../findings/findings.ts';
import { pairIdentity } from '../pair.ts';
import type { ConnectionEvent, EventOf } from '../schema/events.ts';
import type { Gap, Restart } from '../schema/trace.ts';
import { readCandidateLine } from '../sdp/candidate-line.ts';
import type { ConnectionView, FrameView } from '../view.ts';
import { Breaks } from './breaks.ts';
import { gapsOfRestart } from './restart-gaps.ts';
import { describeRestart, isFinal, type RestartContext } from './restart-view.ts';
import { Restarts } from './restarts.ts';
import { advance, current, end, heldWithin } from './segments.ts';
import { Streams } from './streams.ts';

/** Folds the events of one connection into its view. */
export class ConnectionFold {
  readonly view: ConnectionView;
  readonly #frame: FrameView;
  readonly #restarts: Restarts;
  readonly #streams = new Streams((from, to) => this.#troubledWithin(from, to));
  /** Those before this index are described for good; the others are described anew when somebody looks at them. */
  #described = 0;
  readonly #descriptions: Restart[] = [];
  #stale = false;
  #now = 0;
  readonly #breaks = new Breaks();

  constructor(event: ConnectionEvent, number: number, frame: FrameView) {
    this.#frame = frame;
    this.#restarts = new Restarts(event.connectionId);
    const restarts = () => this.#describedRestarts();
    this.view = {
      id: event.connectionId,
      frameId: event.frameId,
      number,
      createdAt: event.t,
      closedAt: null,
      forgotten: false,
      configuration: { iceServers: [] },
      signaling: [],
      ice: [],
      gathering: [],
      connection: [],
      generations: [],
      paths: [],
      candidates: [],
      descriptions: [],
      streams: this.#streams.views,
      rttMs: null,
      get restarts() {
        return restarts();
      },
      breaks: [],
      findings: [],
    };
  }

  apply(event: ConnectionEvent): void {
    this.#applyToView(event);
    this.#restarts.apply(event);
    if (event.type === 'description') this.#advanceGeneration(event.t);
    this.#now = event.t;
    this.#followRestarts();
    this.#findFailure(event.t);
  }

  #findFailure(now: number): void {
    const { view } = this;
    const failed = current(view.ice) === 'failed' || current(view.connection) === 'failed';
    if (failed && view.findings.length === 0) view.findings = findingsOfConnection({ connection: view, now });
  }

  #applyToView(event: ConnectionEvent): void {
    const { view } = this;
    switch (event.type) {
      case 'connection':
      case 'configuration':
        view.configuration = event.configuration;
        return;
      case 'state':
        return advance(view[event.name], event.t, event.state);
      case 'selected-pair':
        return this.#applyPair(event);
      case 'candidate':
        return this.#applyCandidate(event);
      case 'description':
        view.descriptions.push({ t: event.t, side: event.side, type: event.descriptionType, sdp: event.sdp });
        return;
      case 'sample':
        return this.#applySample(event);
      case 'call':
        if (event.method === 'close') this.#close(event.t);
        return;
      case 'forgotten':
        view.forgotten = true;
        return this.#close(event.t);
    }
  }

  /** The browser may tell one and the same pair twice, the second time in more detail. */
  #applyPair({ t, pair }: EventOf<'selected-pair'>): void {
    const last = this.view.paths.at(-1);
    const same = pair && last?.value && last.to === null && pairIdentity(pair) === pairIdentity(last.value);
    if (same) last.value = pair;
    else advance(this.view.paths, t, pair);
  }

  #applyCandidate({ t, side, candidate }: EventOf<'candidate'>): void {
    this.view.candidates.push({ t, side, candidate: candidate && readCandidateLine(candidate) });
  }

  #applySample(sample: EventOf<'sample'>): void {
    this.#streams.apply(sample);
    for (const transport of sample.transports) {
      if (transport.rttMs !== undefined) this.view.rttMs = transport.rttMs;
    }
  }

  /** A generation begins when both sides' credentials of it are in effect. */
  #advanceGeneration(t: number): void {
    const { established, localUfrag, remoteUfrag } = this.#restarts.negotiation;
    if (!established) return;
    const { generations } = this.view;
    const now = current(generations);
    if (now && now.localUfrag === localUfrag && now.remoteUfrag === remoteUfrag) return;
    advance(generations, t, { index: generations.length, localUfrag, remoteUfrag });
  }

  /** Describes the restarts that are new, and those about which nothing that may still come can change a word. */
  #followRestarts(): void {
    const { records } = this.#restarts;
    const pending: Gap[][] = [];
    for (let i = this.#described; i < records.length; i++) {
      const gaps = this.#gapsOf(i);
      const final = i === this.#described && isFinal(records[i]!, gaps, this.#context);
      if (final || i === this.#descriptions.length) this.#describe(i, gaps);
      if (final) this.#described = i + 1;
      else pending.push(gaps);
    }
    this.#stale = pending.length > 0;
    this.#breaks.update(this.view, this.#descriptions, this.#described, pending, this.#now);
  }

  #describedRestarts(): Restart[] {
    if (this.#stale) {
      // What is found of a restart may rest on those around it.
      this.#stale = false;
      for (let i = this.#described; i < this.#descriptions.length; i++) this.#describe(i, this.#gapsOf(i));
    }
    return this.#descriptions;
  }

  #describe(index: number, gaps: Gap[]): void {
    this.#descriptions[index] = describeRestart(this.#restarts.records[index]!, gaps, this.#context);
  }

  /** What silence ended before the restart before it was settled, or the connection was created, is not its own. */
  #gapsOf(index: number): Gap[] {
    const { records } = this.#restarts;
    const since = records[index - 1]?.settledAt ?? this.view.createdAt;
    return gapsOfRestart(records[index]!, this.#streams, since);
  }

  get #context(): RestartContext {
    return { connection: this.view, frame: this.#frame, streams: this.#streams, now: this.#now };
  }

  /** ICE left its connected state, or another pair was selected. */
  #troubledWithin(from: number, to: number): boolean {
    const { ice, paths } = this.view;
    return heldWithin(ice, from, to, state => troubles.has(state)) || switchedWithin(paths, from, to);
  }

  #close(t: number): void {
    const { view } = this;
    view.closedAt ??= t;
    for (const lane of [view.signaling, view.ice, view.gathering, view.connection]) {
      advance(lane, t, 'closed');
      end(lane, t);
    }
    end(view.generations, t);
    end(view.paths, t);
    for (const stream of view.streams) stream.silentSince = null;
  }
}

const troubles: ReadonlySet<string> = new Set(['disconnected', 'failed', 'checking']);

/** The first pair is no change. */
function switchedWithin(paths: ConnectionView['paths'], from: number, to: number): boolean {
  for (let i = paths.length - 1; i > 0 && paths[i]!.from >= from; i--) if (paths[i]!.from <= to) return true;
  return false;
}
