import { useSignal } from '@preact/signals';
import { counted } from '../devtools/text/words.ts';
import { ProgressBar } from '../devtools/work/progress-bar.tsx';
import type { WorkProgress } from '../devtools/work/work.ts';
import { saveRecording } from '../reader/reader.ts';
import type { Recording } from '../recordings/recording.ts';
import { size } from '../recordings/size.ts';
import { endedEarly, endWords } from '../recordings/words.ts';

interface Saving extends WorkProgress {
  abort: AbortController;
}

/** A recording that is over: what came of it, to look at or to hand on. */
export function Over({ recording, open }: { recording: Recording; open(): void }) {
  const { id, restarts, failed, bytes, missing, end } = recording;
  const full = endedEarly(end);
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
      <HandOn id={id} open={open} />
    </section>
  );
}

function HandOn({ id, open }: { id: string; open(): void }) {
  const problem = useSignal<string | null>(null);
  const saving = useSignal<Saving | null>(null);
  async function save(): Promise<void> {
    const abort = new AbortController();
    const tell = (progress: WorkProgress) => {
      saving.value = { abort, ...progress };
    };
    tell({ step: 'Reading' });
    problem.value = await saveRecording(id, { signal: abort.signal, onProgress: tell }).then(
      () => null,
      (error: Error) => (abort.signal.aborted ? null : error.message),
    );
    saving.value = null;
  }
  return (
    <>
      <p class="popup-actions">
        <button type="button" onClick={open}>
          Open
        </button>
        <button type="button" disabled={saving.value !== null} onClick={() => void save()}>
          Save…
        </button>
      </p>
      {saving.value && (
        <ProgressBar
          text={`${saving.value.step} the trace`}
          share={saving.value.share}
          cancel={() => saving.value?.abort.abort()}
        />
      )}
      <p class="popup-problem" role="alert">
        {problem.value}
      </p>
    </>
  );
}
