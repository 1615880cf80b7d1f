import type { Gap, Restart } from '../schema/trace.ts';
import type { ConnectionView, Segment, StreamView, TraceView } from '../view.ts';

/** One event of Chrome's Trace Event Format; `ts` and `dur` are microseconds. */
export interface ChromeTraceEvent {
  /** Complete, begin and end of an asynchronous one, instant, counter or metadata. */
  ph: 'X' | 'b' | 'e' | 'i' | 'C' | 'M';
  name: string;
  cat?: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  /** What an asynchronous begin and its end have in common. */
  id?: string;
  /** Of an instant: its scope, here always the thread. */
  s?: 't';
  args?: Record<string, unknown>;
}

export interface ChromeTrace {
  displayTimeUnit: 'ms';
  traceEvents: ChromeTraceEvent[];
  /** Epoch milliseconds of `ts` 0. */
  otherData: { startedAt: string; generator: string };
}

/** What stands around the events, which `chromeTraceEvents` gives. */
export function chromeTraceOf(view: TraceView, generator: string): ChromeTrace {
  const startedAt = new Date(view.from ?? 0).toISOString();
  return { displayTimeUnit: 'ms', traceEvents: [], otherData: { startedAt, generator } };
}

/** The trace for Perfetto and chrome://tracing: a process for each connection, a thread for each of its lanes. */
export function* chromeTraceEvents(view: TraceView): Generator<ChromeTraceEvent> {
  const origin = view.from ?? 0;
  for (const connection of view.connections.values()) {
    const url = view.frames.get(connection.frameId)?.url ?? '';
    yield* new Process(connection, { origin, until: view.to ?? origin, url }).events();
  }
}

interface Axis {
  origin: number;
  until: number;
  url: string;
}

class Process {
  readonly #connection: ConnectionView;
  readonly #axis: Axis;
  #threads = 0;

  constructor(connection: ConnectionView, axis: Axis) {
    this.#connection = connection;
    this.#axis = axis;
  }

  *events(): Generator<ChromeTraceEvent> {
    const { number, signaling, ice, connection, generations, paths, restarts, streams } = this.#connection;
    const name = `Connection ${number} · ${this.#axis.url}`;
    yield { ph: 'M', name: 'process_name', pid: number, tid: 0, ts: 0, args: { name } };
    yield* this.#restarts(restarts);
    yield* this.#segments('Signalling', signaling, String);
    yield* this.#segments('ICE', ice, String);
    yield* this.#segments('Connection', connection, String);
    yield* this.#segments('Generation', generations, ({ index }) => `generation ${index}`);
    yield* this.#segments('Path', paths, pair =>
      pair ? `${pair.local.type} → ${pair.remote.type}` : 'none',
    );
    yield* this.#candidates();
    for (const stream of streams) yield* this.#stream(stream);
  }

  *#thread(name: string): Generator<ChromeTraceEvent, number> {
    const tid = ++this.#threads;
    const shared = { ph: 'M', pid: this.#connection.number, tid, ts: 0 } as const;
    yield { ...shared, name: 'thread_name', args: { name } };
    yield { ...shared, name: 'thread_sort_index', args: { sort_index: tid } };
    return tid;
  }

  #slice(
    tid: number,
    name: string,
    from: number,
    to: number | null,
    args: Record<string, unknown> = {},
  ): ChromeTraceEvent {
    const ts = this.#ts(from);
    const dur = this.#ts(Math.max(from, to ?? this.#axis.until)) - ts;
    return { ph: 'X', name, cat: 'webrtc', pid: this.#connection.number, tid, ts, dur, args };
  }

  /** Whole microseconds: as floats, neighbours would seem to overlap. */
  #ts(t: number): number {
    return Math.round((t - this.#axis.origin) * 1000);
  }

  *#segments<T>(lane: string, segments: Segment<T>[], nameOf: (value: T) => string) {
    if (segments.length === 0) return;
    const tid = yield* this.#thread(lane);
    for (const { from, to, value } of segments) yield this.#slice(tid, nameOf(value), from, to);
  }

  /** Restarts may overlap, and so do their phases, as slices of a thread must not: each is a track of its own. */
  *#restarts(restarts: Restart[]) {
    for (const [index, restart] of restarts.entries()) {
      const { id, requestedAt, settledAt, initiator, trigger, cause, outcome, findings } = restart;
      const said = findings.map(({ message }) => message);
      const args = { initiator, trigger, cause, outcome, findings: said };
      yield* this.#track(id, `Restart ${index + 1}: ${outcome}`, requestedAt, settledAt, args);
      for (const { name, from, to } of restart.phases)
        yield* this.#track(`${id} ${name}`, name, from, to ?? settledAt);
    }
  }

  *#track(
    id: string,
    name: string,
    from: number,
    to: number | null,
    args: Record<string, unknown> = {},
  ): Generator<ChromeTraceEvent> {
    const shared = { name, cat: 'restart', id, pid: this.#connection.number, tid: 0 };
    yield { ph: 'b', ...shared, ts: this.#ts(from), args };
    yield { ph: 'e', ...shared, ts: this.#ts(Math.max(from, to ?? this.#axis.until)) };
  }

  *#candidates(): Generator<ChromeTraceEvent> {
    const { candidates, number: pid } = this.#connection;
    if (candidates.length === 0) return;
    const tid = yield* this.#thread('Candidates');
    for (const { t, side, candidate } of candidates) {
      const name = candidate
        ? `${side} ${candidate.type} ${candidate.protocol}`
        : `end of ${side} candidates`;
      const args = { ...candidate };
      yield { ph: 'i', name, cat: 'webrtc', pid, tid, ts: this.#ts(t), s: 't', args };
    }
  }

  *#stream(stream: StreamView): Generator<ChromeTraceEvent> {
    const { kind, direction, mid, ssrc, activity } = stream;
    const way = direction === 'inbound' ? 'in' : 'out';
    const place = mid === null ? `ssrc ${ssrc}` : `mid ${mid}`;
    const name = `${kind} ${way} ${place}`;
    const tid = yield* this.#thread(name);
    for (const gap of this.#gapsOf(stream)) {
      const { durationMs, lowMs, highMs } = gap;
      yield this.#slice(tid, `gap ${Math.round(durationMs)} ms`, gap.from, gap.to, {
        durationMs,
        lowMs,
        highMs,
      });
    }
    const pid = this.#connection.number;
    for (const { t, packetsPerSecond } of activity) {
      const args = { 'packets/s': Math.round(packetsPerSecond) };
      yield { ph: 'C', name: `${name} packets`, pid, tid, ts: this.#ts(t), args };
    }
  }

  /** What the far side missed of our streams is known of restarts only. */
  #gapsOf({ direction, ssrc, gaps }: StreamView): Gap[] {
    if (direction === 'inbound') return gaps;
    const told = this.#connection.restarts.flatMap(restart => restart.gaps);
    return told.filter(gap => gap.direction === 'outbound' && gap.ssrc === ssrc && gap.durationMs > 0);
  }
}
