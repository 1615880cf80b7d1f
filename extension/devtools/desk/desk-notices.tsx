import { ProgressBar } from '../work/progress-bar.tsx';
import type { Desk, Reading } from './desk.ts';
import './desk.css';

/** What is being read, and what was refused. */
export function DeskNotices({ desk }: { desk: Desk }) {
  const reading = desk.reading.value;
  return (
    <>
      {reading && <ReadingBar reading={reading} cancel={() => desk.cancel()} />}
      <Refused desk={desk} />
    </>
  );
}

function ReadingBar({ reading, cancel }: { reading: Reading; cancel(): void }) {
  const { name, waiting, step = 'Reading', share } = reading;
  const more = waiting > 0 ? `, ${waiting} more to come` : '';
  return <ProgressBar text={`${step} ${name}${more}`} share={share} cancel={cancel} />;
}

function Refused({ desk }: { desk: Desk }) {
  return (
    <div role="alert">
      {desk.refused.value.map(({ name, reason }) => (
        <p class="notice" key={name}>
          <span aria-hidden="true">▲</span>
          <span class="notice-text">
            <strong>{name}</strong> was not opened. {reason}
          </span>
          <button type="button" class="dismiss" aria-label="Dismiss" onClick={() => desk.dismiss()}>
            ×
          </button>
        </p>
      ))}
    </div>
  );
}
