import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Range } from './viewport.ts';

/** Where the crosshair stands. The pointer's follows its place while time moves on under it; that of keys, a time. */
export type Crosshair = { by: 'pointer'; x: number; y: number } | { by: 'keys'; t: number };

/** From where to where somebody measures; `to` may be the earlier of the two. */
export interface Measured {
  from: number;
  to: number;
}

/** What a person looks at closely: a moment, and the distance of two. */
export class Inspection {
  readonly crosshair = signal<Crosshair | null>(null);
  readonly measured = signal<Measured | null>(null);
  /** The time under the crosshair, as it was last drawn. */
  readonly t = signal<number | null>(null);
  /** What is measured, in order. */
  readonly stretch: ReadonlySignal<Range | null> = computed(() => {
    const measured = this.measured.value;
    return (
      measured && { from: Math.min(measured.from, measured.to), to: Math.max(measured.from, measured.to) }
    );
  });

  /** Puts the crosshair to `t`; `measuring` keeps where it stood as the other end. */
  moveTo(t: number, measuring: boolean): void {
    const from = this.measured.peek()?.from ?? this.t.peek() ?? t;
    this.measured.value = measuring ? { from, to: t } : null;
    this.crosshair.value = { by: 'keys', t };
    this.t.value = t;
  }

  /** Whether there was something to let go of. */
  letGo(): boolean {
    const anything = this.measured.peek() !== null || this.crosshair.peek()?.by === 'keys';
    this.measured.value = null;
    if (this.crosshair.peek()?.by === 'keys') this.crosshair.value = null;
    return anything;
  }
}
