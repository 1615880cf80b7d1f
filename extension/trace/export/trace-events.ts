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

/** The trace for Perfetto and chrome://tracing: a process for each connection, a thread for each of its lanes. */
export function chromeTraceOf(view: TraceView, generator: string): ChromeTrace {
  const origin = view.from ?? 0;
  const traceEvents: ChromeTraceEvent[] = [];
  for (const connection of view.connections.values()) {
    const url = view.frames.get(connection.frameId)?.url ?? '';
    const process = new Process(connection, { origin, until: view.to ?? origin, url });
    traceEvents.push(...process.events());
  }
  const startedAt = new Date(origin).toISOString();
  return { displayTimeUnit: 'ms', traceEvents, otherData: { startedAt, generator } };
}

interface Axis {
  origin: number;
  until: number;
  url: string;
}

class Process {
  readonly #connection: ConnectionView;
  readonly #axis: Axis;
  readonly #events: ChromeTraceEvent[] = [];
  #threads = 0;

  constructor(connection: ConnectionView, axis: Axis) {
    this.#connection = connection;
    this.#axis = axis;
  }

  events(): ChromeTraceEvent[] {
    const { number, signaling, ice, connection, generations, paths, restarts, streams } = this.#connection;
    const name = `Connection ${number} · ${this.#axis.url}`;
    this.#events.push({ ph: 'M', name: 'process_name', pid: number, tid: 0, ts: 0, args: { name } });
    this.#restarts(restarts);
    this.#segments('Signalling', signaling, String);
    this.#segments('ICE', ice, String);
    this.#segments('Connection', connection, String);
    this.#segments('Generation', generations, ({ index }) => `generation ${index}`);
    this.#segments('Path', paths, pair => (pair ? `${pair.local.type} → ${pair.remote.type}` : 'none'));
    this.#candidates();
    for (const stream of streams) this.#stream(stream);
    return this.#events;
  }

  #thread(name: string): number {
    const tid = ++this.#threads;
    const { number: pid } = this.#connection;
    this.#events.push({ ph: 'M', name: 'thread_name', pid, tid, ts: 0, args: { name } });
    this.#events.push({ ph: 'M', name: 'thread_sort_index', pid, tid, ts: 0, args: { sort_index: tid } });
    return tid;
  }

  #slice(
    tid: number,
    name: string,
    from: number,
    to: number | null,
    args: Record<string, unknown> = {},
  ): void {
    const end = Math.max(from, to ?? this.#axis.until);
    const place = { cat: 'webrtc', pid: this.#connection.number, tid };
    this.#events.push({
      ph: 'X',
      name,
      ...place,
      ts: this.#ts(from),
      dur: this.#ts(end) - this.#ts(from),
      args,
    });
  }

  /** Whole microseconds: as floats, neighbours would seem to overlap. */
  #ts(t: number): number {
    return Math.round((t - this.#axis.origin) * 1000);
  }

  #segments<T>(lane: string, segments: Segment<T>[], nameOf: (value: T) => string): void {
    if (segments.length === 0) return;
    const tid = this.#thread(lane);
    for (const { from, to, value } of segments) this.#slice(tid, nameOf(value), from, to);
  }

  /** Restarts may overlap, and so do their phases, as slices of a thread must not: each is a track of its own. */
  #restarts(restarts: Restart[]): void {
    for (const [index, restart] of restarts.entries()) {
      const { id, requestedAt, settledAt, initiator, trigger, cause, outcome, findings } = restart;
      const said = findings.map(({ message }) => message);
      const args = { initiator, trigger, cause, outcome, findings: said };
      this.#track(id, `Restart ${index + 1}: ${outcome}`, requestedAt, settledAt, args);
      for (const { name, from, to } of restart.phases)
        this.#track(`${id} ${name}`, name, from, to ?? settledAt);
    }
  }

  #track(
    id: string,
    name: string,
    from: number,
    to: number | null,
    args: Record<string, unknown> = {},
  ): void {
    const shared = { name, cat: 'restart', id, pid: this.#connection.number, tid: 0 };
    this.#events.push({ ph: 'b', ...shared, ts: this.#ts(from), args });
    this.#events.push({ ph: 'e', ...shared, ts: this.#ts(Math.max(from, to ?? this.#axis.until)) });
  }

  #candidates(): void {
    const { candidates, number: pid } = this.#connection;
    if (candidates.length === 0) return;
    const tid = this.#thread('Candidates');
    for (const { t, side, candidate } of candidates) {
      const name = candidate
        ? `${side} ${candidate.type} ${candidate.protocol}`
        : `end of ${side} candidates`;
      this.#events.push({
        ph: 'i',
        name,
        cat: 'webrtc',
        pid,
        tid,
        ts: this.#ts(t),
        s: 't',
        args: { ...candidate },
      });
    }
  }

  #stream(stream: StreamView): void {
    const { kind, direction, mid, ssrc, activity, number } = { ...stream, number: this.#connection.number };
    const way = direction === 'inbound' ? 'in' : 'out';
    const place = mid === null ? `ssrc ${ssrc}` : `mid ${mid}`;
    const name = `${kind} ${way} ${place}`;
    const tid = this.#thread(name);
    for (const gap of this.#gapsOf(stream)) {
      const { durationMs, lowMs, highMs } = gap;
      this.#slice(tid, `gap ${Math.round(durationMs)} ms`, gap.from, gap.to, { durationMs, lowMs, highMs });
    }
    for (const { t, packetsPerSecond } of activity) {
      const args = { 'packets/s': Math.round(packetsPerSecond) };
      this.#events.push({ ph: 'C', name: `${name} packets`, pid: number, tid, ts: this.#ts(t), args });
    }
  }

  /** What the far side missed of our streams is known of restarts only. */
  #gapsOf({ direction, ssrc, gaps }: StreamView): Gap[] {
    if (direction === 'inbound') return gaps;
    const told = this.#connection.restarts.flatMap(restart => restart.gaps);
    return told.filter(gap => gap.direction === 'outbound' && gap.ssrc === ssrc && gap.durationMs > 0);
  }
}
