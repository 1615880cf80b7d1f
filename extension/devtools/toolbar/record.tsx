import type { SourceCommands } from '../source/source.ts';

/** Begins and ends the recording of the tab to disk, as the popup does. */
export function Record({ commands }: { commands: SourceCommands }) {
  const on = commands.recording.value;
  return (
    <button
      type="button"
      class="record"
      aria-pressed={on}
      title={
        on
          ? 'This tab is being recorded, through its navigations, until it is stopped'
          : 'Records this tab through its navigations, also while DevTools is closed'
      }
      onClick={() => commands.record(!on)}
    >
      Record
    </button>
  );
}
