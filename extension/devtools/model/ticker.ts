import { effect } from '@preact/signals';
import type { PanelModel } from './panel-model.ts';

/** No screen shows more, and below this a person sees no steps. */
const fastestMs = 16;
const slowestMs = 250;
/** Who asked for less motion gets steps, not a flow. */
const reducedMs = 1_000;

/**
 * Moves the model's `now` on while time goes on: as often as the timeline moves by a pixel, no oftener.
 * Returns what stops it.
 */
export function startTicker(model: PanelModel, reducedMotion: () => boolean): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let frame = 0;

  function tick(): void {
    model.now.value = Math.max(model.now.peek(), model.source.now());
    const pace = Math.min(Math.max(model.msPerPixel.peek(), fastestMs), slowestMs);
    timer = setTimeout(() => (frame = requestAnimationFrame(tick)), reducedMotion() ? reducedMs : pace);
  }
  function stop(): void {
    clearTimeout(timer);
    cancelAnimationFrame(frame);
  }

  const dispose = effect(() => {
    stop();
    if (model.running.value) tick();
  });
  return () => {
    stop();
    dispose();
  };
}
