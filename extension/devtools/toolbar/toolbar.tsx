import { useComputed } from '@preact/signals';
import type { Desk } from '../desk/desk.ts';
import { OpenButton } from '../desk/open-button.tsx';
import { ExportMenu } from '../export/export-menu.tsx';
import type { Exporter } from '../export/exporter.ts';
import type { PanelModel } from '../model/panel-model.ts';
import { Repeat } from '../soak/repeat-form.tsx';
import type { SourceCommands, SourceStatus } from '../source/source.ts';
import { bracketed, duration } from '../text/duration.ts';
import { counted } from '../text/words.ts';
import { Record } from './record.tsx';
import { summaryOf } from './summary.ts';
import './toolbar.css';

interface ToolbarProps {
  desk: Desk;
  model: PanelModel | null;
  exporter: Exporter;
}

/** Verbs at the left, what is measured at the right. */
export function Toolbar({ desk, model, exporter }: ToolbarProps) {
  return (
    <header class="toolbar">
      {model?.source.commands && <Commands model={model} commands={model.source.commands} />}
      <OpenButton desk={desk} />
      {model && <Save model={model} exporter={exporter} />}
      {model && <ExportMenu key={desk.shown.value?.id} model={model} exporter={exporter} />}
      <span class="toolbar-space" />
      {model && <Measured key={desk.shown.value?.id} model={model} />}
      <Status status={model?.source.status.value} />
      {model?.source.commands && <FollowLive model={model} />}
    </header>
  );
}

function Commands({ model, commands }: { model: PanelModel; commands: SourceCommands }) {
  const empty = model.scene.value.connection === null;
  return (
    <>
      <Record commands={commands} />
      <button type="button" disabled={empty} onClick={() => commands.clear()}>
        Clear
      </button>
      <RestartIce model={model} commands={commands} />
    </>
  );
}

function Save({ model, exporter }: { model: PanelModel; exporter: Exporter }) {
  const empty = model.scene.value.connection === null;
  return (
    <button type="button" disabled={empty} onClick={() => void exporter.export('trace', model)}>
      Save trace
    </button>
  );
}

function FollowLive({ model }: { model: PanelModel }) {
  if (model.scene.value.connection === null) return null;
  return (
    <button
      type="button"
      class="is-primary follow"
      aria-pressed={model.following.value}
      title="Follow the newest moment (F)"
      onClick={() => model.followLive()}
    >
      Follow live
    </button>
  );
}

function RestartIce({ model, commands }: { model: PanelModel; commands: SourceCommands }) {
  const { connection, endedAt } = model.scene.value;
  const over = endedAt !== null;
  const disabled = !connection || over || model.source.status.value !== 'live';
  return (
    <>
      <button
        type="button"
        class="is-primary"
        disabled={disabled}
        title={over ? 'This connection is over' : 'Calls restartIce() on the selected connection'}
        onClick={() => connection && commands.restartIce(connection.id)}
      >
        Restart ICE
      </button>
      <Repeat model={model} disabled={disabled} />
    </>
  );
}

/** `3 restarts · worst gap 5,146 ms · median 1,204 ms` */
function Measured({ model }: { model: PanelModel }) {
  const summary = useComputed(() => summaryOf(model.scene.value.connection?.restarts ?? []));
  const { restarts, worst, medianMs } = summary.value;
  if (!model.scene.value.connection) return null;
  return (
    <span class="measured">
      <span>{counted(restarts, 'restart')}</span>
      {worst && <span>worst gap {bracketed(worst).value}</span>}
      {medianMs !== null && restarts > 1 && <span class="measured-median">median {duration(medianMs)}</span>}
    </span>
  );
}

const statusWords: Partial<Record<SourceStatus, { word: string; meaning: string }>> = {
  reconnecting: {
    word: 'Reconnecting…',
    meaning: 'The browser stopped IceScope’s worker. The page goes on recording: nothing is lost.',
  },
  detached: {
    word: 'Disconnected',
    meaning: 'IceScope was updated or removed. Close DevTools and open it again.',
  },
};

function Status({ status }: { status: SourceStatus | undefined }) {
  const words = status && statusWords[status];
  return (
    <span class="status" role="status" title={words?.meaning}>
      {words?.word}
    </span>
  );
}
