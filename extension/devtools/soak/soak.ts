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

/** How often a restart that is still going on is looked at when the next is due. */
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

  constructor(source: TraceSource) {
    this.#source = source;
  }

  start(connectionId: string, plan: SoakPlan): void {
    clearTimeout(this.#timer);
    this.#state.value = { connectionId, plan, runs: [], ended: null };
    this.#ask();
  }

  /** Goes on with one that has begun. */
  resume(soak: Soak): void {
    clearTimeout(this.#timer);
    this.#state.value = soak;
    this.#later(soak.plan.everyMs);
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
    this.#later(soak.plan.everyMs);
  }

  #later(ms: number): void {
    this.#timer = setTimeout(() => this.#next(), ms);
  }

  #next(): void {
    const soak = this.#state.peek()!;
    const connection = this.#connection(soak);
    const reason = this.#source.refusal.peek();
    if (reason !== null) return this.#end({ why: 'refused', reason });
    if (!connection || endOf(connection, this.#source.snapshot.peek().gone) !== null) {
      return this.#end({ why: 'closed' });
    }
    const last = restartOfRun(soak.runs.at(-1)!, connection);
    if (!last || last.settledAt === null) this.#later(lookEveryMs);
    else if (soak.runs.length >= soak.plan.times) this.#end({ why: 'done' });
    else this.#ask();
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
