import { useRef } from 'preact/hooks';
import type { Desk } from './desk.ts';

/** Asks for trace files, and opens those that are chosen. */
export function OpenButton({ desk }: { desk: Desk }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        title="Opens traces, and dumps of chrome://webrtc-internals or rtcstats. Dropping them here does too."
        onClick={() => input.current?.click()}
      >
        Open…
      </button>
      <input
        ref={input}
        hidden
        type="file"
        multiple
        aria-label="Trace files"
        accept=".json,.jsonl,.gz,.txt"
        onChange={({ currentTarget }) => {
          void desk.open([...(currentTarget.files ?? [])]);
          // The same file can be chosen again.
          currentTarget.value = '';
        }}
      />
    </>
  );
}
