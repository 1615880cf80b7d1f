import type { ReadonlySignal } from '@preact/signals';

export interface Pointing {
  x: number;
  y: number;
  /** The time under the pointer, in words. */
  time: string;
  hint: string;
  /** The last pixel that may be covered. */
  room: number;
}

/** The exact time under the pointer, and what is there. Only moved, never laid out anew, while one points. */
export function Crosshair({ pointing }: { pointing: ReadonlySignal<Pointing | null> }) {
  if (!pointing.value) return null;
  const { x, y, time, hint, room } = pointing.value;
  const toTheLeft = x > room * 0.6;
  return (
    <div class="crosshair" aria-hidden="true">
      <div class="crosshair-line" style={{ transform: `translateX(${Math.round(x)}px)` }} />
      <div class="crosshair-time" style={{ transform: `translateX(${Math.round(x)}px) translateX(-50%)` }}>
        {time}
      </div>
      {hint && (
        <div
          class="crosshair-hint"
          style={{
            top: `${y + 14}px`,
            ...(toTheLeft ? { right: `calc(100% - ${x - 8}px)` } : { left: `${x + 10}px` }),
          }}
        >
          {hint}
        </div>
      )}
    </div>
  );
}
