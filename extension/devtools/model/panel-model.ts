import { batch, computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { TraceEvent } from '../../trace/schema/events.ts';
import type { TraceView } from '../../trace/view.ts';
import { SoakTest } from '../soak/soak.ts';
import type { TraceSource } from '../source/source.ts';
import { FoldedLanes } from './folded-lanes.ts';
import { Inspection } from './inspection.ts';
import { rangeOfRestart } from './restart-range.ts';
import { anythingLasts, type Scene, type Selection, sceneOf } from './selection.ts';
import {
  defaultSpanMs,
  panned,
  type Range,
  rangeOf,
  revealing,
  revealingMoment,
  type Viewport,
  wholeOf,
  zoomed,
} from './viewport.ts';

export type CardTab = 'restart' | 'restarts' | 'what-if' | 'soak' | 'log' | 'details';

/** These do not show which restart is selected. */
const tabsWithoutRestart: ReadonlySet<CardTab> = new Set(['details', 'what-if', 'soak']);

const unselected: Selection = { connectionId: null, restart: { which: 'newest' } };
const newest: Viewport = { follow: true, spanMs: defaultSpanMs };

/** The state of one panel and every way to change it. The components only read it and call its verbs. */
export class PanelModel {
  readonly source: TraceSource;
  /** Restarts asked for again and again. */
  readonly soak: SoakTest;
  readonly tab = signal<CardTab>('restart');
  /** The time until which everything that lasts is drawn; the ticker moves it on. */
  readonly now = signal(0);
  /** How many milliseconds a pixel of the timeline stands for, so that nobody works for less. */
  readonly msPerPixel = signal(50);
  /** The restart that the selected one is compared with. */
  readonly compared = signal<string | null>(null);
  /** The event that is chosen in the log. */
  readonly event = signal<TraceEvent | null>(null);
  /** The moment that is pointed at from elsewhere than the timeline, which marks it. */
  readonly moment: ReadonlySignal<number | null> = computed(() => this.event.value?.t ?? null);
  /** What is looked at closely on the timeline. */
  readonly inspection = new Inspection();
  readonly folded = new FoldedLanes();
  readonly #selection = signal(unselected);
  readonly #viewport = signal(newest);

  /** What is chosen and shown. A new object each time, whether the trace or the choice changed. */
  readonly scene: ReadonlySignal<Scene> = computed(() =>
    sceneOf(this.source.snapshot.value, this.#selection.value),
  );
  /** Whether time goes on: the source is live and something in the trace lasts. */
  readonly running: ReadonlySignal<boolean> = computed(
    () => this.source.status.value === 'live' && anythingLasts(this.source.snapshot.value),
  );
  /** From the trace's start until now. */
  readonly extent: ReadonlySignal<Range> = computed(() => {
    const { from, to } = this.source.snapshot.value.view;
    return { from: from ?? 0, to: to === null ? 0 : Math.max(to, this.now.value) };
  });
  /** What the time axis shows. */
  readonly range: ReadonlySignal<Range> = computed(() => rangeOf(this.#viewport.value, this.extent.value));
  readonly following: ReadonlySignal<boolean> = computed(() => this.#viewport.value.follow);

  constructor(source: TraceSource) {
    this.source = source;
    this.soak = new SoakTest(source);
    effect(() => this.#startOver());
  }

  selectConnection(connectionId: string): void {
    const restart = this.following.peek() ? ({ which: 'newest' } as const) : ({ which: 'none' } as const);
    this.#selection.value = { connectionId, restart };
  }

  /** `reveal` brings it into view too, for who chose it elsewhere than on the timeline. */
  selectRestart(connectionId: string, id: string, reveal: boolean): void {
    batch(() => {
      this.#selection.value = { connectionId, restart: { which: 'one', id } };
      if (tabsWithoutRestart.has(this.tab.peek())) this.tab.value = 'restart';
      const { restart } = this.scene.peek();
      if (!reveal || !restart) return;
      const target = rangeOfRestart(restart, this.extent.peek().to);
      this.show(revealing(this.range.peek(), target));
    });
  }

  /** The restart `by` places after the selected one. */
  stepRestart(by: number): void {
    const { connection, restartNumber } = this.scene.peek();
    if (!connection || connection.restarts.length === 0) return;
    const last = connection.restarts.length - 1;
    const at = restartNumber > 0 ? restartNumber - 1 + by : by > 0 ? 0 : last;
    const next = connection.restarts[Math.min(Math.max(at, 0), last)]!;
    this.selectRestart(connection.id, next.id, true);
  }

  /** Chooses an event, and brings its moment and its connection into view. */
  selectEvent(event: TraceEvent): void {
    batch(() => {
      this.event.value = event;
      const { connectionId } = event;
      if (connectionId !== null && connectionId !== this.scene.peek().connection?.id) {
        this.selectConnection(connectionId);
      }
      const range = this.range.peek();
      const target = revealingMoment(range, event.t);
      if (target !== range) this.show(target);
    });
  }

  letGoOfEvent(): void {
    this.event.value = null;
  }

  /** Nothing is selected but the connection. */
  letGo(): void {
    batch(() => {
      this.event.value = null;
      this.#selection.value = { ...this.#selection.peek(), restart: { which: 'none' } };
    });
  }

  /** The newest moment and the newest restart, from now on. */
  followLive(): void {
    const { from, to } = this.range.peek();
    const spanMs = this.following.peek() ? to - from : Math.min(to - from, defaultSpanMs);
    batch(() => {
      this.#viewport.value = { follow: true, spanMs };
      this.#selection.value = { ...this.#selection.peek(), restart: { which: 'newest' } };
    });
  }

  /** Shows this stretch and no other: what comes does not disturb who looks at the past. */
  show(range: Range): void {
    const { restart } = this.scene.peek();
    batch(() => {
      this.#viewport.value = { follow: false, range };
      if (this.#selection.peek().restart.which === 'newest' && restart) {
        this.#selection.value = { ...this.#selection.peek(), restart: { which: 'one', id: restart.id } };
      }
    });
  }

  /** Zooms by `factor` (below 1: closer) around `t`. */
  zoom(factor: number, t?: number): void {
    const range = this.range.peek();
    const extent = this.extent.peek();
    if (this.following.peek()) {
      // Still the newest, only more or less of it.
      const next = zoomed(range, range.to, factor, extent);
      this.#viewport.value = { follow: true, spanMs: next.to - next.from };
    } else {
      this.show(zoomed(range, t ?? (range.from + range.to) / 2, factor, extent));
    }
  }

  pan(ms: number): void {
    this.show(panned(this.range.peek(), ms, this.extent.peek()));
  }

  showAll(): void {
    this.show(wholeOf(this.extent.peek()));
  }

  #view: TraceView | null = null;
  #seen = false;

  /**
   * Starts over with each new view: cleared, or another page; what was chosen in the old trace means nothing in
   * the new one. A trace that is over when it is first seen, as a file is, is shown whole; others are followed.
   */
  #startOver(): void {
    const { view } = this.source.snapshot.value;
    if (view !== this.#view) this.#reset(view);
    if (this.#seen || view.from === null || view.to === null) return;
    this.#seen = true;
    this.now.value = view.to;
    if (this.running.peek()) return;
    this.#viewport.value = { follow: false, range: wholeOf({ from: view.from, to: view.to }) };
  }

  #reset(view: TraceView): void {
    this.#view = view;
    this.#seen = false;
    this.now.value = 0;
    this.event.value = null;
    this.inspection.letGo();
    this.compared.value = null;
    this.soak.forget();
    this.#selection.value = unselected;
    this.#viewport.value = newest;
  }
}
