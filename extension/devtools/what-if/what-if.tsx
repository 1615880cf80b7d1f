import { type Signal, useComputed, useSignal } from '@preact/signals';
import type { Actual } from '../../trace/what-if/actual.ts';
import type { Policy } from '../../trace/what-if/policy.ts';
import {
  type Evidence,
  evidenceOf,
  type Judgement,
  judge,
  type Outcome,
} from '../../trace/what-if/what-if.ts';
import type { Desk } from '../desk/desk.ts';
import { duration } from '../text/duration.ts';
import { lackText, lossesText, policyWords, recoveryText } from './words.ts';
import './what-if.css';

const silence = (ms: number) => duration(Math.round(ms));

/**
 * When should this application restart? What other policies would have made of the same losses, of all traces that
 * lie open.
 */
export function WhatIf({ desk }: { desk: Desk }) {
  // Once a second is as often as it can be read; and a trace that is over changes no more.
  const seconds = useComputed(() =>
    desk.models.value.map(({ extent }) => Math.floor(extent.value.to / 1_000)).join(),
  );
  const evidence = useComputed(() => {
    void seconds.value;
    return evidenceOf(desk.models.value.map(({ source }) => source.snapshot.peek().view));
  }).value;
  const disconnectedMs = useSignal(2_000);
  const stallMs = useSignal(1_000);
  const policies: Policy[] = [
    { on: 'failed' },
    { on: 'disconnected', afterMs: disconnectedMs.value },
    { on: 'stall', afterMs: stallMs.value },
    { on: 'network-change' },
  ];
  const judged = policies.map(policy => ({ policy, judgement: judge(policy, evidence) }));
  const most = Math.max(evidence.actual.silenceMs, ...judged.map(each => highest(each.judgement)), 1);
  const waits: Partial<Record<Policy['on'], Signal<number>>> = {
    disconnected: disconnectedMs,
    stall: stallMs,
  };
  return (
    <article class="what-if">
      <h3>When should this application restart?</h3>
      <Basis evidence={evidence} />
      <div class="what-if-scroller">
        <table class="plain-table what-if-table">
          <caption class="visually-hidden">What each policy would have cost</caption>
          <Head />
          <tbody>
            <ActualRow actual={evidence.actual} most={most} />
            {judged.map(({ policy, judgement }) => (
              <PolicyRow
                key={policy.on}
                policy={policy}
                wait={waits[policy.on]}
                judgement={judgement}
                most={most}
              />
            ))}
          </tbody>
        </table>
      </div>
      <Assumptions />
    </article>
  );
}

function highest(judgement: Judgement): number {
  return judgement.enough ? judgement.outcome.silenceMs.high : 0;
}

function Basis({ evidence }: { evidence: Evidence }) {
  return (
    <p class="what-if-basis">
      This rests on <strong>{lossesText(evidence)}</strong>. {recoveryText(evidence)}
    </p>
  );
}

function Assumptions() {
  return (
    <p class="dim what-if-basis">
      Assumed: a restart asked for at another moment takes as long as the traces’ own did (the range comes
      from the quickest and the slowest of them), and a loss that was ended by a restart would not have mended
      by itself. Every policy restarts when ICE fails. In vain: the path worked, or it mended before the
      restart could help.
    </p>
  );
}

function Head() {
  return (
    <thead>
      <tr>
        <th scope="col">Restart</th>
        <th scope="col">Silence in all</th>
        <th scope="col" class="is-number">
          Longest
        </th>
        <th scope="col" class="is-number">
          Restarts
        </th>
        <th scope="col" class="is-number">
          In vain
        </th>
      </tr>
    </thead>
  );
}

function ActualRow({ actual, most }: { actual: Actual; most: number }) {
  const { silenceMs, worstMs, restarts, inVain, unended, rebuilds } = actual;
  return (
    <tr class="is-actual">
      <th scope="row">
        What the application did
        {rebuilds > 0 && <span class="dim"> ({rebuilds} rebuilt instead)</span>}
      </th>
      <td>
        <Bar best={silenceMs} low={silenceMs} high={silenceMs} most={most} />
        <strong>
          {unended > 0 ? 'at least ' : ''}
          {silence(silenceMs)}
        </strong>
      </td>
      <td class="is-number" data-name="Longest">
        {silence(worstMs)}
      </td>
      <td class="is-number" data-name="Restarts">
        {restarts}
      </td>
      <td class="is-number" data-name="In vain">
        {inVain}
      </td>
    </tr>
  );
}

interface PolicyRowProps {
  policy: Policy;
  wait: Signal<number> | undefined;
  judgement: Judgement;
  most: number;
}

function PolicyRow({ policy, wait, judgement, most }: PolicyRowProps) {
  return (
    <tr>
      <th scope="row">
        {policyWords[policy.on]}
        {wait && <Wait wait={wait} label={policyWords[policy.on]} />}
      </th>
      {judgement.enough ? (
        <Judged outcome={judgement.outcome} most={most} />
      ) : (
        <td colSpan={4} class="dim">
          {lackText(judgement.why)}
        </td>
      )}
    </tr>
  );
}

function Judged({ outcome, most }: { outcome: Outcome; most: number }) {
  const { silenceMs, worstMs, restarts, inVain, uncertain } = outcome;
  const { best, low, high } = silenceMs;
  return (
    <>
      <td>
        <Bar best={best} low={low} high={high} most={most} />
        <strong>
          {uncertain > 0 ? 'at least ' : ''}
          {silence(best)}
        </strong>{' '}
        {high - low >= 1 && (
          <span class="dim">
            {silence(low)} to {silence(high)}
          </span>
        )}
        {uncertain > 0 && (
          <div class="dim">in {uncertain} it is not known how much later it would have come</div>
        )}
      </td>
      <td class="is-number" data-name="Longest">
        {uncertain > 0 ? '≥ ' : ''}
        {silence(worstMs)}
      </td>
      <td class="is-number" data-name="Restarts">
        {restarts}
      </td>
      <td class={`is-number ${inVain > 0 ? 'is-gap' : ''}`} data-name="In vain">
        {inVain}
      </td>
    </>
  );
}

/** How long a policy waits, to be tried. */
function Wait({ wait, label }: { wait: Signal<number>; label: string }) {
  return (
    <span class="wait">
      <input
        type="range"
        min={0}
        max={15_000}
        step={250}
        value={wait.value}
        aria-label={label}
        aria-valuetext={duration(wait.value)}
        onInput={event => (wait.value = event.currentTarget.valueAsNumber)}
      />
      <output>{duration(wait.value)}</output>
    </span>
  );
}

/** Length is silence; the fainter end reaches from the quickest to the slowest of the own restarts. */
function Bar({ best, low, high, most }: { best: number; low: number; high: number; most: number }) {
  const percent = (ms: number) => `${(ms / most) * 100}%`;
  return (
    <span class="cost" aria-hidden="true">
      <span class="cost-best" style={{ width: percent(best) }} />
      <span class="cost-range" style={{ left: percent(low), width: percent(high - low) }} />
    </span>
  );
}
