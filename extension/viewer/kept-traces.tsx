import { useEffect, useRef } from 'preact/hooks';
import { roughly } from '../devtools/text/duration.ts';
import { counted } from '../devtools/text/words.ts';
import { addressOf, nameOf } from '../recordings/name.ts';
import type { Recording } from '../recordings/recording.ts';
import { size } from '../recordings/size.ts';
import { bytesOf } from '../recordings/store.ts';
import { endWords, stateOf } from '../recordings/words.ts';
import type { KeptTracesModel } from './kept-traces-model.ts';
import { Limit } from './limit.tsx';

/** What is kept on this machine: open it, delete it, have it back. */
export function KeptTraces({ model }: { model: KeptTracesModel }) {
  const recordings = model.recordings.value;
  return (
    <main class="kept" aria-busy={recordings === null}>
      <header class="kept-header">
        <h1>Kept traces</h1>
        {recordings && (
          <p class="dim">
            {counted(recordings.length, 'trace')}, {size(bytesOf(recordings))}
          </p>
        )}
        <span class="kept-space" />
        <Limit model={model} />
      </header>
      <Notices model={model} />
      {recordings && recordings.length > 0 && <Table model={model} recordings={recordings} />}
      {recordings?.length === 0 && <NothingKept />}
    </main>
  );
}

function Notices({ model }: { model: KeptTracesModel }) {
  const deleted = model.deleted.value;
  return (
    <div role="status">
      {model.problem.value !== null && (
        <p class="notice">
          <span aria-hidden="true">▲</span>
          {model.problem.value}
        </p>
      )}
      {deleted.length > 0 && <Deleted model={model} deleted={deleted} />}
    </div>
  );
}

/** What was deleted, to be had back. It takes the focus that a button of a deleted row has lost. */
function Deleted({ model, deleted }: { model: KeptTracesModel; deleted: Recording[] }) {
  const undo = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (deleted.length > 0 && document.activeElement === document.body) undo.current?.focus();
  }, [deleted.length]);
  return (
    <p class="kept-deleted">
      {deleted.length === 1
        ? `“${nameOf(deleted[0]!)}” was deleted.`
        : `${deleted.length} traces were deleted.`}
      <button
        type="button"
        ref={undo}
        onClick={async () => {
          await model.undo();
          document.querySelector<HTMLElement>('.kept-name')?.focus();
        }}
      >
        Undo
      </button>
    </p>
  );
}

function Table({ model, recordings }: { model: KeptTracesModel; recordings: Recording[] }) {
  return (
    <div class="kept-scroller">
      <table class="kept-table">
        <thead>
          <tr>
            <th scope="col">Page</th>
            <th scope="col">Recorded</th>
            <th scope="col">Length</th>
            <th scope="col" class="is-number">
              Restarts
            </th>
            <th scope="col" class="is-number">
              Failed
            </th>
            <th scope="col" class="is-number">
              Size
            </th>
            <th scope="col">State</th>
            <th scope="col">
              <span class="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {recordings.map(recording => (
            <Row key={recording.id} model={model} recording={recording} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

function Row({ model, recording }: { model: KeptTracesModel; recording: Recording }) {
  const { id, page, startedAt, endedAt, restarts, failed, bytes } = recording;
  const name = nameOf(recording);
  return (
    <tr onDblClick={() => void model.open(id)}>
      <th scope="row">
        <button type="button" class="kept-name" title={page.url} onClick={() => void model.open(id)}>
          {name}
        </button>
        <span class="kept-address">{addressOf(page.url)}</span>
      </th>
      <td>{moment.format(startedAt)}</td>
      <td>{roughly((endedAt ?? Date.now()) - startedAt)}</td>
      <td class="is-number">{restarts}</td>
      <td class={failed > 0 ? 'is-number is-bad' : 'is-number'}>{failed}</td>
      <td class="is-number">{size(bytes)}</td>
      <td>
        <State recording={recording} />
      </td>
      <td class="kept-actions">
        <Actions model={model} recording={recording} />
      </td>
    </tr>
  );
}

function Actions({ model, recording }: { model: KeptTracesModel; recording: Recording }) {
  const { id, endedAt } = recording;
  const name = nameOf(recording);
  return (
    <>
      {endedAt === null && (
        <button type="button" aria-label={`Stop recording ${name}`} onClick={() => void model.stop(id)}>
          Stop
        </button>
      )}
      <button type="button" aria-label={`Delete ${name}`} onClick={() => void model.delete(id)}>
        Delete
      </button>
    </>
  );
}

function State({ recording }: { recording: Recording }) {
  const { missing, end } = recording;
  const state = stateOf(recording);
  return (
    <>
      <span class={state === 'recording' ? 'kept-recording' : ''}>
        {state === 'recording' && 'Recording'}
        {state === 'waiting' && 'Interrupted; goes on when its page is opened again'}
        {end && endWords[end]}
      </span>
      {missing > 0 && <span class="kept-missing">{counted(missing, 'event')} missing</span>}
    </>
  );
}

function NothingKept() {
  return (
    <div class="empty-page">
      <h1>Nothing is kept yet</h1>
      <p>
        Press <strong>Record this tab</strong> in IceScope’s popup, at the right of the address bar, or{' '}
        <strong>Record</strong> in its DevTools panel. What was recorded stands here, on this machine alone,
        until you delete it.
      </p>
      <p>
        Traces that others sent you can be dropped here, or opened with <strong>Open…</strong>: IceScope’s
        own, and dumps of chrome://webrtc-internals and rtcstats.
      </p>
    </div>
  );
}
