import { useEffect } from 'preact/hooks';
import './progress-bar.css';

interface ProgressBarProps {
  /** What goes on, for people. */
  text: string;
  /** 0 to 1; without it nobody knows how much it will be. */
  share?: number | undefined;
  cancel(): void;
}

/** Work that takes its time: what it is, how far it has come, and a way out. */
export function ProgressBar({ text, share, cancel }: ProgressBarProps) {
  useEffect(() => {
    // What else is open takes the key first.
    const key = ({ key, defaultPrevented }: KeyboardEvent) => {
      if (key === 'Escape' && !defaultPrevented) cancel();
    };
    addEventListener('keydown', key);
    return () => removeEventListener('keydown', key);
  });
  return (
    <div class="progress-bar">
      <span class="progress-text" role="status">
        {text}…
      </span>
      <progress aria-label={text} max={1} value={share} />
      <button type="button" title="Cancel (Escape)" aria-keyshortcuts="Escape" onClick={cancel}>
        Cancel
      </button>
    </div>
  );
}
