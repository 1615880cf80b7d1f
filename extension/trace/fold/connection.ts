import type { ConnectionEvent, EventOf } from '../schema/events.ts';
import { readCandidateLine } from '../sdp/candidate-line.ts';
import type { ConnectionView, FrameView } from '../view.ts';
import { describeRestart, isFinal } from './restart-view.ts';
import { Restarts } from './restarts.ts';
import { advance, current, end } from './segments.ts';
import { Streams } from './streams.ts';

/** Folds the events of one connection into its view. */
export class ConnectionFold {
  readonly view: ConnectionView;
  readonly #frame: FrameView;
  readonly #restarts: Restarts;
  readonly #streams = new Streams();
  /** The restarts before this index are described for good. */
  #described = 0;

  constructor(event: ConnectionEvent, number: number, frame: FrameView) {
    this.#frame = frame;
    this.#restarts = new Restarts(event.connectionId);
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
      restarts: [],
    };
  }

  apply(event: ConnectionEvent): void {
    this.#applyToView(event);
    this.#restarts.apply(event);
    if (event.type === 'description') this.#advanceGeneration(event.t);
    this.#describeRestarts(event.t);
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
        return advance(view.paths, event.t, event.pair);
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

  #describeRestarts(now: number): void {
    const { records } = this.#restarts;
    for (let i = this.#described; i < records.length; i++) {
      const record = records[i]!;
      const since = records[i - 1]?.settledAt ?? this.view.createdAt;
      const context = { connection: this.view, frame: this.#frame, streams: this.#streams, since };
      const restart = describeRestart(record, context);
      this.view.restarts[i] = restart;
      if (i === this.#described && isFinal(record, restart, context, now)) this.#described = i + 1;
    }
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
