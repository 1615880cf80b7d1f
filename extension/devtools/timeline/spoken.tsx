import { effect, type ReadonlySignal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { PanelModel } from '../model/panel-model.ts';
import { inWords } from './in-words.ts';

/** A list that changed sooner would be read out again and again. */
const settleMs = 500;

/** The timeline for who does not see it: its restarts and breaks as a list, and what the crosshair stands on. */
export function Spoken({ model, said }: { model: PanelModel; said: ReadonlySignal<string> }) {
  const sentences = useSignal<string[]>([]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = () => {
      timer = undefined;
      const { connection } = model.scene.peek();
      const { from, to } = model.extent.peek();
      const now = connection ? inWords(connection, model.range.peek(), from, to) : [];
      if (now.join() !== sentences.peek().join()) sentences.value = now;
    };
    const stop = effect(() => {
      void [model.scene.value, model.range.value];
      timer ??= setTimeout(tell, settleMs);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [model, sentences]);
  return (
    <div class="spoken">
      <ul aria-label="Restarts and breaks in the visible range">
        {sentences.value.map(sentence => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p aria-live="polite">{said.value}</p>
    </div>
  );
}
