import type { Signal } from '@preact/signals';
import { useRef } from 'preact/hooks';

/** Where the user put the boundary, in pixels from the top of the parent; `null`: where the content does. */
export interface SplitterProps {
  height: Signal<number | null>;
}

const step = 24;
const least = 80;

/** Shares the height between the timeline above and the card below. A double click gives it back. */
export function Splitter({ height }: SplitterProps) {
  const handle = useRef<HTMLHRElement>(null);
  function place(y: number): void {
    const { top, bottom } = handle.current!.parentElement!.getBoundingClientRect();
    height.value = Math.round(Math.min(Math.max(y - top, least), bottom - top - least));
  }
  function key(event: KeyboardEvent): void {
    const by = event.key === 'ArrowUp' ? -step : event.key === 'ArrowDown' ? step : 0;
    if (by === 0) return;
    event.preventDefault();
    place(handle.current!.getBoundingClientRect().top + by);
  }
  return (
    <hr
      ref={handle}
      class="splitter"
      tabIndex={0}
      aria-orientation="horizontal"
      aria-label="Height of the timeline"
      aria-valuenow={height.value ?? 50}
      onKeyDown={key}
      onPointerDown={event => handle.current!.setPointerCapture(event.pointerId)}
      onPointerMove={event => event.buttons === 1 && place(event.clientY)}
      onDblClick={() => (height.value = null)}
    />
  );
}
