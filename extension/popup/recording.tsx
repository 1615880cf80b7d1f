import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { roughly } from '../devtools/text/duration.ts';
import type { Recording as Kept } from '../recordings/recording.ts';
import { size } from '../recordings/size.ts';
import type { PopupModel } from './popup-model.ts';

/** A recording that goes on: what it has seen, a remark to add, and its end. */
export function Recording({ model, recording }: { model: PopupModel; recording: Kept }) {
  const { id, restarts, failed, bytes, missing } = recording;
  return (
    <>
      <p class="popup-state">
        <span class="popup-dot" aria-hidden="true" />
        Recording <Elapsed since={recording.startedAt} />
      </p>
      <dl class="popup-figures">
        <Figure name="Restarts" value={String(restarts)} />
        <Figure name="Failed" value={String(failed)} bad={failed > 0} />
        <Figure name="Size" value={size(bytes)} />
        {missing > 0 && <Figure name="Events missing" value={String(missing)} bad />}
      </dl>
      <Mark model={model} id={id} />
      <button type="button" class="popup-stop" onClick={() => void model.stop(id)}>
        Stop
      </button>
    </>
  );
}

function Figure({ name, value, bad = false }: { name: string; value: string; bad?: boolean }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd class={bad ? 'is-bad' : ''}>{value}</dd>
    </div>
  );
}

function Elapsed({ since }: { since: number }) {
  const now = useSignal(Date.now());
  useEffect(() => {
    const timer = setInterval(() => (now.value = Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [now]);
  return <span class="popup-elapsed">{roughly(now.value - since)}</span>;
}

/** The remark is as of when it is sent. An empty one marks the moment alone. */
function Mark({ model, id }: { model: PopupModel; id: string }) {
  const said = useSignal('');
  async function add(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const text = String(new FormData(form).get('text')).trim() || 'Mark';
    said.value = '';
    if (!(await model.mark(id, text))) return;
    form.reset();
    said.value = `Marked: ${text}`;
  }
  return (
    <form class="popup-mark" onSubmit={event => void add(event)}>
      <input
        name="text"
        maxLength={512}
        autocomplete="off"
        aria-label="Remark"
        placeholder="Moved to the car park here"
      />
      <button type="submit">Mark</button>
      <output class="popup-said">{said.value}</output>
    </form>
  );
}
