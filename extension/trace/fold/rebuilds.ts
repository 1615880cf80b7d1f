import { findingsOfRebuild } from '../findings/findings.ts';
import type { ConnectionEvent, EventOf } from '../schema/events.ts';
import type { InboundStream } from '../schema/sample.ts';
import type { Gap, Rebuild } from '../schema/trace.ts';
import type { ConnectionView, TraceView } from '../view.ts';
import { valueBefore } from './segments.ts';

/** A connection that was closed longer ago than this was not replaced but ended. */
const replaceWithinMs = 10_000;
/** Media that paused for so long has stalled. */
const stallMs = 500;

type Kind = 'audio' | 'video';

/** When a kind of media was first and last heard of on one connection. */
interface Heard {
  /** No packet had come at `nothingAt`; by `firstBy` one had. */
  nothingAt: number;
  firstBy: number;
  lastAt: number;
  mid: string | null;
  ssrc: number;
}

/**
 * Recognises connections that replace another in trouble: made in the same frame while or shortly after the other
 * was in trouble, connected, and the other closed or still dead.
 */
export class Rebuilds {
  readonly #view: TraceView;
  readonly #heard = new Map<string, Map<Kind, Heard>>();
  readonly #connected = new Set<string>();

  constructor(view: TraceView) {
    this.#view = view;
  }

  apply(event: ConnectionEvent): void {
    if (event.type === 'sample') this.#sample(event);
    if (event.type === 'state' && (event.name === 'ice' || event.name === 'connection')) this.#state(event);
  }

  #state({ connectionId, state, t }: EventOf<'state'>): void {
    if ((state !== 'connected' && state !== 'completed') || this.#connected.has(connectionId)) return;
    this.#connected.add(connectionId);
    const to = this.#view.connections.get(connectionId)!;
    const from = this.#replacedBy(to, t);
    if (!from) return;
    this.#view.rebuilds.push({
      fromConnectionId: from.id,
      toConnectionId: to.id,
      cause: this.#troubleOf(from, to.createdAt)!,
      closedAt: from.closedAt,
      createdAt: to.createdAt,
      connectedAt: t,
      gaps: [],
      findings: [],
    });
    this.#measure(connectionId);
  }

  /** The oldest connection in trouble that plays the same part, offering or answering, and is not replaced yet. */
  #replacedBy(to: ConnectionView, t: number): ConnectionView | undefined {
    const replaced = new Set(this.#view.rebuilds.map(({ fromConnectionId }) => fromConnectionId));
    const candidates = [...this.#view.connections.values()].filter(
      from =>
        from !== to &&
        from.frameId === to.frameId &&
        from.createdAt < to.createdAt &&
        !replaced.has(from.id) &&
        (from.closedAt === null || from.closedAt > to.createdAt - replaceWithinMs) &&
        this.#connected.has(from.id) &&
        this.#troubleOf(from, Math.min(to.createdAt, from.closedAt ?? t)) !== null,
    );
    return candidates.find(from => firstSide(from) === firstSide(to)) ?? undefined;
  }

  #troubleOf(from: ConnectionView, at: number): Rebuild['cause'] | null {
    const t = Math.min(at, from.closedAt ?? at);
    const states = [valueBefore(from.ice, t), valueBefore(from.connection, t)];
    if (states.includes('failed')) return 'failed';
    if (states.includes('disconnected')) return 'disconnected';
    const heard = [...(this.#heard.get(from.id)?.values() ?? [])];
    return heard.length > 0 && heard.every(({ lastAt }) => t - lastAt > stallMs) ? 'stall' : null;
  }

  #sample({ connectionId, inbound, askedAt }: EventOf<'sample'>): void {
    let heard = this.#heard.get(connectionId);
    if (!heard) {
      heard = new Map();
      this.#heard.set(connectionId, heard);
    }
    const before = heard.size;
    const connection = this.#view.connections.get(connectionId)!;
    for (const stream of inbound) hear(heard, stream, askedAt, connection);
    if (heard.size > before) this.#measure(connectionId);
  }

  /** Measures what a new connection's first packets end. */
  #measure(connectionId: string): void {
    const rebuild = this.#view.rebuilds.find(({ toConnectionId }) => toConnectionId === connectionId);
    if (!rebuild) return;
    const before = this.#heard.get(rebuild.fromConnectionId);
    const after = this.#heard.get(connectionId);
    rebuild.gaps = [];
    for (const [kind, { lastAt }] of before ?? []) {
      const first = after?.get(kind);
      if (first) rebuild.gaps.push(gapBetween(kind, lastAt, first));
    }
    const restarts = [...this.#view.connections.values()].flatMap(connection => connection.restarts);
    const completed = restarts.filter(({ outcome }) => outcome === 'completed');
    rebuild.findings = findingsOfRebuild({ rebuild, restarts: completed });
  }
}

/** Which side made the first description, and so offered. */
function firstSide({ descriptions }: ConnectionView): string | undefined {
  return descriptions[0]?.side;
}

function hear(heard: Map<Kind, Heard>, stream: InboundStream, askedAt: number, of: ConnectionView): void {
  if (stream.packets === 0) return;
  const { kind, mid, ssrc } = stream;
  const lastAt = stream.lastPacketAt ?? stream.at;
  const known = heard.get(kind);
  if (known) {
    known.lastAt = Math.max(known.lastAt, lastAt);
    return;
  }
  // Nothing comes before the checks have succeeded.
  const nothingAt = Math.min(of.ice.find(({ value }) => value === 'connected')?.from ?? askedAt, lastAt);
  heard.set(kind, { nothingAt, firstBy: lastAt, lastAt, mid, ssrc });
}

function gapBetween(kind: Kind, from: number, { nothingAt, firstBy, mid, ssrc }: Heard): Gap {
  const lowMs = Math.max(0, nothingAt - from);
  const highMs = Math.max(0, firstBy - from);
  const durationMs = (lowMs + highMs) / 2;
  const to = from + durationMs;
  return { direction: 'inbound', kind, layer: 'network', mid, ssrc, from, to, durationMs, lowMs, highMs };
}
