import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
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
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    const { current } = button;
    // Who has come to the button by keys goes back to where they were.
    return () => {
      if (document.activeElement === current) before?.focus();
    };
  }, []);
  return (
    <div class="progress-bar">
      <span class="progress-text" role="status">
        {text}…
      </span>
      <progress aria-label={text} max={1} value={share} />
      <button ref={button} type="button" title="Cancel (Escape)" aria-keyshortcuts="Escape" onClick={cancel}>
        Cancel
      </button>
    </div>
  );
}
