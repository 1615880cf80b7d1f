import type { Tone } from '../theme/inks.ts';

/** Each tone has a shape of its own, because colour alone tells nothing to many. */
const shapes: Record<Tone, preact.ComponentChild> = {
  good: <circle cx="5" cy="5" r="4" />,
  busy: <path d="M5 1a4 4 0 0 1 0 8z M5 1a4 4 0 0 0 0 8" class="dot-half" />,
  warn: <path d="M5 .8 9.6 9H.4z" />,
  bad: <path d="M1 1h8v8H1z" />,
  neutral: <circle cx="5" cy="5" r="3.4" class="dot-hollow" />,
  off: <path d="M1.5 5h7" class="dot-hollow" />,
};

export function StatusDot({ tone }: { tone: Tone }) {
  return (
    <svg class={`dot dot-${tone}`} viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
      {shapes[tone]}
    </svg>
  );
}
