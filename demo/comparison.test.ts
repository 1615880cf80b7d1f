import { expect, it } from 'vitest';
import type { Gap, Restart, Trace } from '../extension/trace/schema/trace.ts';
import type { Silence } from '../path-breaker/index.ts';
import { compareGaps, findProblems } from './comparison.ts';

function gap(fields: Partial<Gap>): Gap {
  return {
    direction: 'inbound',
    kind: 'audio',
    layer: 'network',
    mid: '0',
    ssrc: 1,
    from: 1000,
    to: 3000,
    durationMs: 2000,
    lowMs: 1990,
    highMs: 2010,
    ...fields,
  };
}

function silence(fields: Partial<Silence>): Silence {
  return {
    sender: 'bob',
    receiver: 'alice',
    ssrc: 1,
    payloadType: 111,
    from: 1000,
    to: 3001,
    durationMs: 2001,
    cause: 'cut',
    droppedPackets: 90,
    ...fields,
  };
}

function traceWith(gaps: Gap[], outcome: Restart['outcome'] = 'completed'): Trace {
  const restarts = [{ connectionId: 'c1', outcome, gaps }] as Restart[];
  return { connections: [{ id: 'c1' }], restarts } as Trace;
}

function problemsOf(trace: Trace, silences: Silence[]): string[] {
  return findProblems(trace, compareGaps(trace.restarts, silences));
}

const bothKinds = [gap({}), gap({ kind: 'video', ssrc: 2 })];
const bothSilences = [silence({}), silence({ ssrc: 2 })];

it('finds nothing wrong where every bracket holds its silence', () => {
  expect(problemsOf(traceWith(bothKinds), bothSilences)).toEqual([]);
});

it('sets beside a gap the silence of its stream at its time', () => {
  const earlier = silence({ from: 100, to: 400, durationMs: 300 });
  const [measured] = compareGaps(traceWith([gap({})]).restarts, [earlier, ...bothSilences]);
  expect(measured?.silence).toEqual(bothSilences[0]);
});

it('tells a bracket that does not hold the silence', () => {
  const silences = [silence({ durationMs: 2011 }), silence({ ssrc: 2 })];
  expect(problemsOf(traceWith(bothKinds), silences)).toEqual([
    "c1: inbound audio 1: the middlebox's 2011.0 ms lie outside of [1990.0, 2010.0]",
  ]);
});

it('tells a gap without a silence', () => {
  expect(problemsOf(traceWith(bothKinds), [silence({})])).toEqual([
    'c1: inbound video 2: a gap of 2000.0 ms that the middlebox knows nothing of',
  ]);
});

it('tells a missed restart and a missing gap', () => {
  expect(problemsOf(traceWith([], 'pending'), [])).toEqual([
    'c1: the restart was missed (expected one completed, got pending)',
  ]);
  expect(problemsOf(traceWith([gap({})]), bothSilences)).toEqual([
    'c1: the restart has no inbound video gap',
  ]);
});
