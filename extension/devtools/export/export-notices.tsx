import { ProgressBar } from '../work/progress-bar.tsx';
import type { Exporter } from './exporter.ts';

/** What is being exported, and what came to nothing. */
export function ExportNotices({ exporter }: { exporter: Exporter }) {
  const exporting = exporter.exporting.value;
  const problem = exporter.problem.value;
  return (
    <>
      {exporting && (
        <ProgressBar
          text={`${exporting.step ?? 'Preparing'} ${exporting.title}${exporting.waiting > 0 ? `, ${exporting.waiting} more to come` : ''}`}
          share={exporting.share}
          cancel={() => exporter.cancel()}
        />
      )}
      <div role="alert">
        {problem !== null && (
          <p class="notice">
            <span aria-hidden="true">▲</span>
            <span class="notice-text">Not exported. {problem}</span>
            <button type="button" class="dismiss" aria-label="Dismiss" onClick={() => exporter.dismiss()}>
              ×
            </button>
          </p>
        )}
      </div>
    </>
  );
}
