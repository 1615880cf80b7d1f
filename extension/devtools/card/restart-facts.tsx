import type { Moments, PathChange, Restart } from '../../trace/schema/trace.ts';
import { clock } from '../text/clock.ts';
import { duration } from '../text/duration.ts';
import { aspectWords, causeWords, outcomeWords, pairName, reasonWords, triggerWords } from '../text/words.ts';
import type { Fact } from './facts.tsx';

/** What is known of a restart beside its phases, by name. `origin` is time 0 of the axis. */
export function factsOf(restart: Restart, origin: number): Fact[] {
  const { cause, reason, requestedAt, settledAt, pair, localUfrag, remoteUfrag } = restart;
  const missing = settledAt === null ? '…' : 'none';
  return [
    { name: 'Asked by', value: triggerWords[restart.trigger] },
    { name: 'Cause', value: causeWords[cause] },
    ...(reason && saysMore(restart) ? [{ name: 'Reason', value: reasonWords[reason] }] : []),
    { name: 'Outcome', value: outcomeWords[restart.outcome] },
    {
      name: 'At',
      value: `${clock(requestedAt - origin, 1)} (${new Date(requestedAt).toLocaleTimeString()})`,
    },
    ...(settledAt === null ? [] : [{ name: 'Took', value: duration(settledAt - requestedAt) }]),
    ...(restart.moments ? stepsOf(restart.moments, requestedAt) : []),
    { name: 'Path', value: <Change from={pairName(pair.from)} to={pair.to ? pairName(pair.to) : missing} /> },
    ...(restart.pathChange ? pathFacts(restart.pathChange) : []),
    { name: 'Local ufrag', value: <Change from={localUfrag.from} to={localUfrag.to ?? missing} code /> },
    { name: 'Remote ufrag', value: <Change from={remoteUfrag.from} to={remoteUfrag.to ?? missing} code /> },
  ];
}

function saysMore({ cause, reason }: Restart): boolean {
  return reason !== cause && reason !== 'preemptive';
}

function stepsOf(moments: Moments, requestedAt: number): Fact[] {
  const { noticedAt, offeredAt, answeredAt, firstCandidates } = moments;
  const facts: Fact[] = [];
  const add = (name: string, from: number | null, to: number | null) => {
    if (from !== null && to !== null) facts.push({ name, value: duration(to - from) });
  };
  add('First sign to request', noticedAt, requestedAt);
  add('Request to offer', requestedAt, offeredAt);
  add('Offer to answer', offeredAt, answeredAt);
  if (firstCandidates.length > 0 && offeredAt !== null) {
    const each = firstCandidates.map(({ type, at }) => `${type} ${duration(Math.max(0, at - offeredAt))}`);
    facts.push({ name: 'First candidates', value: each.join(', ') });
  }
  return facts;
}

function pathFacts({ kept, changed, rttMs }: PathChange): Fact[] {
  const aspects = changed.map(aspect => aspectWords[aspect]).join(', ');
  const facts: Fact[] = [
    {
      name: 'Changed',
      value: kept ? 'nothing: the old pair stayed' : aspects || 'nothing: the same path again',
    },
  ];
  if (rttMs.from !== null && rttMs.to !== null) {
    facts.push({
      name: 'Round trip',
      value: <Change from={duration(rttMs.from)} to={duration(rttMs.to)} />,
    });
  }
  return facts;
}

function Change({ from, to, code }: { from: string | null; to: string; code?: boolean }) {
  const Value = code ? 'code' : 'span';
  return (
    <>
      <Value>{from ?? '?'}</Value> <span aria-hidden="true">⟶</span>
      <span class="visually-hidden">became</span> <Value>{to}</Value>
    </>
  );
}
