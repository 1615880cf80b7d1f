import type { ReadonlySignal } from '@preact/signals';

export interface Pointing {
  x: number;
  /** `null` when keys moved the crosshair: nothing is pointed at then. */
  y: number | null;
  /** The time under the crosshair, in words. */
  time: string;
  /** An event stands exactly there. */
  onEvent: boolean;
  hint: string;
  /** The last pixel that may be covered. */
  room: number;
}

/** The exact time under the crosshair, and what is there. Only moved, never laid out anew, while one points. */
export function Crosshair({ pointing }: { pointing: ReadonlySignal<Pointing | null> }) {
  if (!pointing.value) return null;
  const { x, y, time, onEvent, hint, room } = pointing.value;
  const toTheLeft = x > room * 0.6;
  const at = Math.round(x);
  return (
    <div class="crosshair" aria-hidden="true">
      <div
        class={`crosshair-line${onEvent ? ' is-on-event' : ''}`}
        style={{ transform: `translateX(${at}px)` }}
      />
      <div class="crosshair-time" style={{ transform: `translateX(${at}px) translateX(-50%)` }}>
        {time}
      </div>
      {hint && y !== null && (
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
