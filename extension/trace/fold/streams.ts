import { Activity } from '../activity.ts';
import { OutboundLoss } from '../gap/outbound.ts';
import { Paths } from '../gap/paths.ts';
import type { EventOf } from '../schema/events.ts';
import type { InboundStream, OutboundStream } from '../schema/sample.ts';
import type { StreamView } from '../view.ts';
import { InboundTrack, type Witnesses } from './inbound-track.ts';
import { TransportTrack } from './transport-track.ts';

export interface OutboundTrack {
  view: StreamView;
  loss: OutboundLoss;
}

type NewStream = Pick<StreamView, 'kind' | 'mid' | 'ssrc'> & { at: number };

/** The streams of one connection, in the order they appeared, and the paths that carry them. */
export class Streams {
  readonly views: StreamView[] = [];
  /** By their SSRC. */
  readonly inbound = new Map<number, InboundTrack>();
  readonly outbound = new Map<number, OutboundTrack>();
  data: TransportTrack | null = null;
  readonly #paths = new Paths();
  readonly #troubled: (from: number, to: number) => boolean;

  /** `troubled`: whether ICE reported trouble, or selected another pair, within [from, to]. */
  constructor(troubled: (from: number, to: number) => boolean) {
    this.#troubled = troubled;
  }

  apply(sample: EventOf<'sample'>): void {
    this.#paths.add(sample.transports);
    this.#applyInbound(sample.inbound, sample.t);
    for (const stream of sample.outbound) this.#applyOutbound(stream);
    if (sample.data) this.#applyData(sample, sample.data.messagesReceived);
  }

  /** Start of the earliest silence that is still going on, or `null`. */
  get silentSince(): number | null {
    const starts = this.views.map(view => view.silentSince).filter(start => start !== null);
    return starts.length > 0 ? Math.min(...starts) : null;
  }

  /** All streams take their readings first: what one of them lost is a witness for the others. */
  #applyInbound(streams: InboundStream[], until: number): void {
    const tracks: InboundTrack[] = [];
    for (const stream of streams) {
      const track = this.#trackOf(stream);
      track.read(stream, until, this.#paths.of(stream.transport));
      track.view.activity.note(stream.at, stream.packets);
      tracks.push(track);
    }
    // Most readings leave nothing to be judged, and then nobody is asked.
    const witnesses = tracks.some(track => track.asksWitnesses) ? this.#witnesses(tracks) : null;
    for (let i = 0; i < tracks.length; i++) {
      const { at, transport } = streams[i]!;
      tracks[i]!.classify(at, this.#paths.of(transport), witnesses);
    }
  }

  #witnesses(tracks: InboundTrack[]): Witnesses {
    const losses = tracks.flatMap(track => track.lostSilence ?? []);
    const audio = tracks.filter(({ view }) => view.kind === 'audio');
    return {
      audioCutMs: (from, to) => audio.map(each => each.cutMsWithin(from, to)).find(ms => ms !== null) ?? null,
      lost: (from, to) => losses.some(loss => loss.from < to && loss.to > from),
      accompanied: (track, from) => tracks.some(other => other !== track && other.fellSilentAt(from)),
      troubled: this.#troubled,
    };
  }

  #trackOf(stream: InboundStream): InboundTrack {
    let track = this.inbound.get(stream.ssrc);
    if (!track) {
      const view = this.#newView(`in-${stream.ssrc}`, 'inbound', stream);
      track = new InboundTrack(view, stream.kind);
      this.inbound.set(stream.ssrc, track);
    }
    return track;
  }

  #applyOutbound(stream: OutboundStream): void {
    let track = this.outbound.get(stream.ssrc);
    if (!track) {
      const view = this.#newView(`out-${stream.ssrc}`, 'outbound', stream);
      track = { view, loss: new OutboundLoss() };
      this.outbound.set(stream.ssrc, track);
    }
    track.loss.add(stream);
    track.view.activity.note(stream.at, stream.packets);
  }

  /** Data channels share the one transport of their association. */
  #applyData(sample: EventOf<'sample'>, messages: number): void {
    const transport = sample.transports.at(-1);
    if (!transport || messages === 0) return;
    if (!this.data) {
      const stream = { kind: 'data', mid: null, ssrc: null, at: transport.at } as const;
      this.data = new TransportTrack(
        this.#newView('in-data', 'inbound', stream),
        this.#paths.of(transport.id),
      );
    }
    this.data.apply(transport, messages, sample.t, this.#troubled);
    this.data.view.activity.note(transport.at, messages);
  }

  #newView(key: string, direction: StreamView['direction'], stream: NewStream): StreamView {
    const { kind, mid, ssrc, at } = stream;
    const lists = { activity: new Activity(), gaps: [], idle: [] };
    const view: StreamView = { key, direction, kind, mid, ssrc, from: at, ...lists, silentSince: null };
    this.views.push(view);
    return view;
  }
}
