import { useMemo } from 'preact/hooks';
import type { Restart } from '../../trace/schema/trace.ts';
import type { ConnectionView } from '../../trace/view.ts';
import { changesInWords } from './changes-in-words.ts';
import { type DiffLine, lineDiff } from './line-diff.ts';
import { type DescriptionChange, descriptionChanges } from './restart-descriptions.ts';
import './sdp.css';

/** Each side's description before and after a restart, with what changed. */
export function SdpChanges({ restart, connection }: { restart: Restart; connection: ConnectionView }) {
  const changes = descriptionChanges(restart, connection);
  if (changes.length === 0) return null;
  return (
    <section class="sdp-changes" aria-labelledby="sdp-title">
      <h3 id="sdp-title">Descriptions before and after</h3>
      {changes.map(change => (
        <Change key={change.side} change={change} />
      ))}
    </section>
  );
}

const sides = { local: 'Local', remote: 'Remote' };

function Change({ change: { side, before, after } }: { change: DescriptionChange }) {
  const lines = useMemo(() => lineDiff(before.sdp, after.sdp), [before.sdp, after.sdp]);
  const types = before.type === after.type ? after.type : `${before.type}, then ${after.type}`;
  return (
    <details>
      <summary>
        {sides[side]} <span class="dim">({types})</span>: {summary(lines)}
      </summary>
      {lines ? <Diff lines={lines} /> : <pre class="diff">{after.sdp}</pre>}
    </details>
  );
}

function summary(lines: DiffLine[] | null): string {
  if (!lines) return 'hardly a line is alike';
  const changed = changesInWords(lines);
  return changed === '' ? 'nothing changed' : `${changed} changed`;
}

const signs = { same: ' ', removed: '−', added: '+', fold: '' } as const;
const spoken = { same: '', removed: 'removed: ', added: 'added: ', fold: '' } as const;

function Diff({ lines }: { lines: DiffLine[] }) {
  return (
    <div class="diff">
      {lines.map(({ kind, text, count }, i) => (
        <div key={i} class={`diff-${kind}`}>
          <span class="diff-sign" aria-hidden="true">
            {signs[kind]}
          </span>
          {spoken[kind] && <span class="visually-hidden">{spoken[kind]}</span>}
          {kind === 'fold' ? `${count} lines alike` : text}
        </div>
      ))}
    </div>
  );
}
