import { counted } from '../devtools/text/words.ts';
import { addressOf } from '../recordings/name.ts';
import { size } from '../recordings/size.ts';
import { bytesOf } from '../recordings/store.ts';
import { Over } from './over.tsx';
import type { PopupModel } from './popup-model.ts';
import { Recording } from './recording.tsx';
import '../devtools/theme/colours.css';
import './popup.css';

interface PopupProps {
  model: PopupModel;
  /** Shows the kept traces, or one of them. */
  openTraces(id: string | null): void;
}

/** Records the tab that it was opened on, without DevTools. */
export function Popup({ model, openTraces }: PopupProps) {
  const tab = model.tab.value;
  if (!tab) return null;
  const recording = model.recording.value;
  const goesOn = recording?.endedAt === null;
  return (
    <main class="popup">
      <h1 class="popup-page" title={tab.page?.url}>
        {tab.page ? tab.page.title || addressOf(tab.page.url) : 'IceScope'}
      </h1>
      {goesOn && <Recording key={recording.id} model={model} recording={recording} />}
      {!goesOn && recording && <Over recording={recording} open={() => openTraces(recording.id)} />}
      {!goesOn && <Begin model={model} />}
      <p class="popup-problem" role="alert">
        {model.problem.value}
      </p>
      <AlwaysRecord model={model} />
      <Kept model={model} open={() => openTraces(null)} />
    </main>
  );
}

function Begin({ model }: { model: PopupModel }) {
  const { page, isPrivate } = model.tab.value!;
  if (isPrivate)
    return <p class="popup-hint">Private windows are not recorded: a recording is written to disk.</p>;
  if (!page) {
    return (
      <p class="popup-hint">
        This page cannot be observed. If it was open before IceScope was installed or updated, load it again;
        the browser’s own pages are out of reach.
      </p>
    );
  }
  return (
    <>
      {model.waiting.value && (
        <p class="popup-hint">
          The recording of this site was interrupted. It goes on when the page makes its next connection.
        </p>
      )}
      <button type="button" class="popup-record" onClick={() => void model.record()}>
        Record this tab
      </button>
    </>
  );
}

function AlwaysRecord({ model }: { model: PopupModel }) {
  const { page, isPrivate } = model.tab.value!;
  if (!page?.origin || isPrivate) return null;
  return (
    <label class="popup-always">
      <input
        type="checkbox"
        checked={model.bySite.value}
        onChange={({ currentTarget }) => void model.recordSite(currentTarget.checked)}
      />
      <span>
        Always record <strong>{new URL(page.origin).host}</strong>
      </span>
    </label>
  );
}

function Kept({ model, open }: { model: PopupModel; open(): void }) {
  const { length } = model.recordings.value;
  return (
    <footer class="popup-kept">
      <button type="button" class="popup-link" onClick={open}>
        Kept traces
      </button>
      <span class="dim">
        {length === 0 ? 'none yet' : `${counted(length, 'trace')}, ${size(bytesOf(model.recordings.value))}`}
      </span>
    </footer>
  );
}
