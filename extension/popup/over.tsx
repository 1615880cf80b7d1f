import { useSignal } from '@preact/signals';
import { counted } from '../devtools/text/words.ts';
import type { Recording } from '../recordings/recording.ts';
import { saveTrace } from '../recordings/save.ts';
import { size } from '../recordings/size.ts';
import { endedEarly, endWords } from '../recordings/words.ts';

/** A recording that is over: what came of it, to look at or to hand on. */
export function Over({ recording, open }: { recording: Recording; open(): void }) {
  const { id, restarts, failed, bytes, missing, end } = recording;
  const problem = useSignal<string | null>(null);
  const full = endedEarly(end);
  async function save(): Promise<void> {
    problem.value = await saveTrace(id).then(
      () => null,
      (error: Error) => error.message,
    );
  }
  return (
    <section class={full ? 'popup-over is-full' : 'popup-over'} aria-label="Last recording">
      <p>
        {end && endWords[end]}. {full && 'What was recorded until then is kept.'}
      </p>
      <p class="dim">
        {counted(restarts, 'restart')}
        {failed > 0 && `, ${failed} failed`}, {size(bytes)}
        {missing > 0 && `, ${counted(missing, 'event')} missing`}
      </p>
      <p class="popup-actions">
        <button type="button" onClick={open}>
          Open
        </button>
        <button type="button" onClick={() => void save()}>
          Save…
        </button>
      </p>
      <p class="popup-problem" role="alert">
        {problem.value}
      </p>
    </section>
  );
}
