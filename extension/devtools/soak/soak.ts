import { type ReadonlySignal, signal } from '@preact/signals';
import type { Restart } from '../../trace/schema/trace.ts';
import type { ConnectionView } from '../../trace/view.ts';
import { endOf } from '../model/selection.ts';
import type { TraceSource } from '../source/source.ts';

export interface SoakPlan {
  everyMs: number;
  times: number;
}

/** One restart that was asked for. */
export interface SoakRun {
  askedAt: number;
  /** Its place among the connection's restarts, once there is one. */
  index: number;
}

export interface Soak {
  connectionId: string;
  plan: SoakPlan;
  runs: SoakRun[];
  /** `null` while it goes on. */
  ended: SoakEnd | null;
}

export type SoakEnd = { why: 'done' | 'stopped' | 'closed' } | { why: 'refused'; reason: string };

/** How often it is looked at what came of the last one, and whether the next is due. */
const lookEveryMs = 200;

/**
 * Asks one connection for a restart again and again, to see what the application makes of each. The next is asked
 * for when its time has come and the one before is settled: a wish on top of a wish would be no other restart.
 */
export class SoakTest {
  readonly #source: TraceSource;
  readonly #state = signal<Soak | null>(null);
  readonly state: ReadonlySignal<Soak | null> = this.#state;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When the next is due. */
  #dueAt = 0;

  constructor(source: TraceSource) {
    this.#source = source;
  }

  start(connectionId: string, plan: SoakPlan): void {
    this.#state.value = { connectionId, plan, runs: [], ended: null };
    this.#ask();
  }

  /** Goes on with one that has begun. */
  resume(soak: Soak): void {
    this.#state.value = soak;
    this.#wait(soak.plan);
  }

  stop(): void {
    this.#end({ why: 'stopped' });
  }

  /** Nothing of it belongs to the trace that is shown now. */
  forget(): void {
    clearTimeout(this.#timer);
    this.#state.value = null;
  }

  #ask(): void {
    const soak = this.#state.peek()!;
    const index = this.#connection(soak)?.restarts.length ?? 0;
    const run = { askedAt: this.#source.now(), index };
    this.#state.value = { ...soak, runs: [...soak.runs, run] };
    this.#source.commands?.restartIce(soak.connectionId);
    this.#wait(soak.plan);
  }

  #wait({ everyMs }: SoakPlan): void {
    this.#dueAt = performance.now() + everyMs;
    this.#lookLater();
  }

  #lookLater(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), lookEveryMs);
  }

  #look(): void {
    const soak = this.#state.peek()!;
    const ended = this.#endOf(soak);
    if (ended) this.#end(ended);
    else if (this.#isDue(soak)) this.#ask();
    else this.#lookLater();
  }

  #endOf(soak: Soak): SoakEnd | null {
    const { status, refusal, snapshot } = this.#source;
    if (status.peek() === 'detached') return { why: 'refused', reason: 'IceScope was updated or removed' };
    const reason = refusal.peek();
    if (reason !== null) return { why: 'refused', reason };
    const connection = this.#connection(soak);
    if (!connection || endOf(connection, snapshot.peek().gone) !== null) return { why: 'closed' };
    return this.#isOver(soak) && soak.runs.length >= soak.plan.times ? { why: 'done' } : null;
  }

  /** While the worker is being restarted nobody can be asked. */
  #isDue(soak: Soak): boolean {
    return this.#source.status.peek() === 'live' && this.#isOver(soak);
  }

  /** The time of the last one is up, and it is settled. */
  #isOver(soak: Soak): boolean {
    if (performance.now() < this.#dueAt) return false;
    const connection = this.#connection(soak);
    const last = connection && restartOfRun(soak.runs.at(-1)!, connection);
    return last != null && last.settledAt !== null;
  }

  #end(ended: SoakEnd): void {
    clearTimeout(this.#timer);
    const soak = this.#state.peek();
    if (soak && soak.ended === null) this.#state.value = { ...soak, ended };
  }

  #connection({ connectionId }: Soak): ConnectionView | undefined {
    return this.#source.snapshot.peek().view.connections.get(connectionId);
  }
}

/** What came of a run; `null` while the page has not told of it. */
export function restartOfRun(
  { index }: SoakRun,
  { restarts }: Pick<ConnectionView, 'restarts'>,
): Restart | null {
  return restarts[index] ?? null;
}
