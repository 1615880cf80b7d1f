import { OutboundLoss } from '../gap/outbound.ts';
import { Paths } from '../gap/paths.ts';
import type { EventOf } from '../schema/events.ts';
import type { InboundStream, OutboundStream } from '../schema/sample.ts';
import type { StreamView } from '../view.ts';
import { InboundTrack } from './inbound-track.ts';
import { TransportTrack } from './transport-track.ts';

export interface OutboundTrack {
  view: StreamView;
  loss: OutboundLoss;
}

type NewStream = Pick<StreamView, 'kind' | 'mid' | 'ssrc'> & { at: number };

/** The streams of one connection, in the order they appeared, and the paths that carry them. */
export class Streams {
  readonly views: StreamView[] = [];
  readonly inbound = new Map<string, InboundTrack>();
  readonly outbound = new Map<string, OutboundTrack>();
  data: TransportTrack | null = null;
  readonly #paths = new Paths();
  readonly #counters = new Map<string, { at: number; packets: number }>();
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

  /** How many gaps there are by now. */
  get gaps(): number {
    let count = 0;
    for (const { gaps } of this.views) count += gaps.length;
    return count;
  }

  /** All streams take their readings first: what one of them lost is a witness for the others. */
  #applyInbound(streams: InboundStream[], until: number): void {
    const tracks = streams.map(stream => this.#trackOf(stream));
    streams.forEach((stream, index) => {
      tracks[index]!.read(stream, until);
      this.#noteActivity(tracks[index]!.view, stream);
    });
    const losses = tracks.flatMap(track => track.lostSilence ?? []);
    const audio = tracks.filter(({ view }) => view.kind === 'audio');
    streams.forEach((stream, index) => {
      const track = tracks[index]!;
      track.classify(stream.at, {
        path: this.#paths.of(stream.transport),
        audioMs: (from, to) =>
          audio.map(each => each.silentMsWithin(from, to)).find(ms => ms !== null) ?? null,
        lost: (from, to) => losses.some(loss => loss.from < to && loss.to > from),
        accompanied: from => tracks.some(other => other !== track && other.fellSilentAt(from)),
        troubled: this.#troubled,
      });
    });
  }

  #trackOf(stream: InboundStream): InboundTrack {
    const key = `in-${stream.ssrc}`;
    let track = this.inbound.get(key);
    if (!track) {
      track = new InboundTrack(this.#newView(key, 'inbound', stream), stream.kind);
      this.inbound.set(key, track);
    }
    return track;
  }

  #applyOutbound(stream: OutboundStream): void {
    const key = `out-${stream.ssrc}`;
    let track = this.outbound.get(key);
    if (!track) {
      track = { view: this.#newView(key, 'outbound', stream), loss: new OutboundLoss() };
      this.outbound.set(key, track);
    }
    track.loss.add(stream);
    this.#noteActivity(track.view, stream);
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
    this.#noteActivity(this.data.view, { at: transport.at, packets: messages });
  }

  #newView(key: string, direction: StreamView['direction'], stream: NewStream): StreamView {
    const { kind, mid, ssrc, at } = stream;
    const lists = { activity: [], gaps: [], idle: [] };
    const view: StreamView = { key, direction, kind, mid, ssrc, from: at, ...lists, silentSince: null };
    this.views.push(view);
    return view;
  }

  #noteActivity(view: StreamView, { at, packets }: { at: number; packets: number }): void {
    const before = this.#counters.get(view.key);
    // The browser answers from a cache for some 50 ms: the same figures again say nothing new.
    if (before && at <= before.at) return;
    if (before) {
      const packetsPerSecond = Math.max(0, ((packets - before.packets) * 1000) / (at - before.at));
      view.activity.push({ t: at, packetsPerSecond });
    }
    this.#counters.set(view.key, { at, packets });
  }
}
