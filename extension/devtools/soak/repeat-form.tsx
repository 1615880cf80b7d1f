import { type Signal, useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { PanelModel } from '../model/panel-model.ts';
import './soak.css';

const most = { seconds: 3_600, times: 10_000 };

/** Begins and ends restarts again and again. It is one button, which keeps the focus through both. */
export function Repeat({ model, disabled }: { model: PanelModel; disabled: boolean }) {
  const soak = model.soak.state.value;
  const goesOn = soak !== null && soak.ended === null;
  return (
    <>
      <button
        type="button"
        popovertarget={goesOn ? undefined : 'repeat'}
        disabled={disabled && !goesOn}
        title={goesOn ? 'Ask for no more restarts' : 'Restart ICE again and again'}
        onClick={() => goesOn && model.soak.stop()}
      >
        {goesOn ? `Stop (${soak.runs.length} of ${soak.plan.times})` : 'Repeat…'}
      </button>
      <RepeatForm model={model} />
    </>
  );
}

/** Asks how often, and begins. The browser checks the figures and says what is wrong with them. */
function RepeatForm({ model }: { model: PanelModel }) {
  const popover = useRef<HTMLFormElement>(null);
  const seconds = useSignal(10);
  const times = useSignal(20);
  function start(event: Event): void {
    event.preventDefault();
    const { connection } = model.scene.peek();
    if (!connection) return;
    model.soak.start(connection.id, { everyMs: seconds.peek() * 1_000, times: times.peek() });
    model.tab.value = 'soak';
    popover.current!.hidePopover();
  }
  return (
    <form
      id="repeat"
      class="repeat"
      popover="auto"
      aria-label="Restart ICE repeatedly"
      ref={popover}
      onSubmit={start}
      // Escape closes the form, and no more.
      onKeyDown={event => event.stopPropagation()}
    >
      <NumberField before="Every" of={seconds} most={most.seconds} after="seconds," />
      <NumberField of={times} most={most.times} after="times" />
      <button type="submit">Start</button>
      <p class="dim">The next is asked for when the one before is settled.</p>
    </form>
  );
}

interface NumberFieldProps {
  of: Signal<number>;
  most: number;
  before?: string;
  after: string;
}

function NumberField({ of, most, before, after }: NumberFieldProps) {
  return (
    <label>
      {before}
      <input
        type="number"
        min={1}
        max={most}
        required
        value={of.value}
        onInput={event => {
          of.value = event.currentTarget.valueAsNumber;
        }}
      />
      {after}
    </label>
  );
}
