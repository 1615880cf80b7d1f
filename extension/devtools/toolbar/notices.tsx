import type { PanelModel } from '../model/panel-model.ts';
import { counted } from '../text/words.ts';

/** What a person should know before trusting what is shown. */
export function Notices({ model }: { model: PanelModel }) {
  const { missing } = model.scene.value.snapshot;
  const refusal = model.source.refusal.value;
  return (
    <div role="status">
      {refusal !== null && (
        <p class="notice">
          <span aria-hidden="true">▲</span>
          Not done: {refusal}
        </p>
      )}
      {missing > 0 && (
        <p class="notice">
          <span aria-hidden="true">▲</span>
          {counted(missing, 'event')} {missing === 1 ? 'is' : 'are'} missing: the page’s buffer was full
          before this panel was opened, and let go of readings while all was well first. What belongs to
          restarts is kept longest.
        </p>
      )}
    </div>
  );
}
