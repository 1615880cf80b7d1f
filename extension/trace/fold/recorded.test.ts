import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { saidOf, traceFileOf, verdicts } from '../../../test/counterparts/verdicts.ts';
import { expectedVerdicts, slug, takeoversOf, verdictsOf } from '../../../test/scenarios/scenario.ts';
import { scenarios } from '../../../test/scenarios/scenarios.ts';
import { buildTrace } from '../file/build.ts';
import { readTrace } from '../file/read.ts';
import type { TraceEvent } from '../schema/events.ts';
import type { Restart } from '../schema/trace.ts';
import { createFold, restartsOf } from './fold.ts';

const directory = new URL('../../../test/traces/', import.meta.url);
const files = readdirSync(directory).filter(file => file.endsWith('.icescope.json'));

/** What must be said of a recorded trace, by the scenario or the counterpart that it is of. */
function expectedOf(file: string) {
  const counterpart = Object.keys(verdicts).find(name => file === traceFileOf(name));
  if (counterpart) {
    const told = (restarts: Restart[]) => saidOf({ restarts }, counterpart);
    return { restarts: verdicts[counterpart]!, told, rebuilds: [], takeovers: [] };
  }
  const browser = file.startsWith('chromium-') ? 'chromium' : 'firefox';
  const scenario = scenarios.find(each => file === `${browser}-${slug(each)}.icescope.json`);
  if (!scenario) return undefined;
  const expected = expectedVerdicts(scenario, browser);
  const told = (restarts: Restart[]) => verdictsOf({ restarts }, expected);
  return { restarts: expected, told, rebuilds: scenario.rebuilds ?? [], takeovers: scenario.takeovers ?? [] };
}

/** Folds events and gives what is concluded of restarts, as plain data. */
function fold(events: TraceEvent[]) {
  const folded = createFold();
  for (const event of events) folded.apply(event);
  return structuredClone(restartsOf(folded.view));
}

/** Whether what was told of these came in their order. */
function inOrder(times: (number | null)[]): boolean {
  const told = times.filter(t => t !== null);
  return told.every((t, i) => i === 0 || t >= told[i - 1]!);
}

/** Time runs forward in everything that is said of a restart. */
function expectPossible({ phases, gaps, moments, requestedAt }: Restart): void {
  const { noticedAt, offeredAt, answeredAt, firstCandidates } = moments!;
  expect(inOrder([noticedAt, requestedAt, offeredAt, answeredAt])).toBe(true);
  for (const { at } of firstCandidates) expect(at).toBeGreaterThanOrEqual(requestedAt);
  for (const { from, to } of phases) expect(inOrder([from, to])).toBe(true);
  for (const { lowMs, durationMs, highMs } of gaps) expect(inOrder([lowMs, durationMs, highMs])).toBe(true);
}

describe.each(files)('%s', file => {
  const trace = readTrace(readFileSync(new URL(file, directory), 'utf8'));

  it('gets the verdict of its scenario', () => {
    const expected = expectedOf(file);
    expect(expected, `the verdict of ${file}`).toBeDefined();
    const restarts = fold(trace.events);
    expect(expected!.told(restarts)).toEqual(expected!.restarts);
    expect(trace.rebuilds.map(({ cause }) => cause)).toEqual(expected!.rebuilds);
    const breaks = buildTrace({ ...trace, dropped: trace.dropped.events }).breaks;
    expect(takeoversOf({ breaks })).toEqual(expected!.takeovers);
  });

  it('says the same of its restarts when it is built anew', () => {
    const { events, dropped, generator } = trace;
    const built = buildTrace({ events, dropped: dropped.events, generator });
    expect(built).toEqual({ ...trace, restarts: fold(events), breaks: built.breaks });
  });

  it('says the same however its events are delivered: in any batches, any of them twice', () => {
    const whole = fold(trace.events);
    const cuts = fc.array(fc.integer({ min: 0, max: trace.events.length }), { maxLength: 12 });
    fc.assert(
      fc.property(cuts, positions => {
        const delivered: TraceEvent[] = [];
        let reached = 0;
        for (const position of [...positions.sort((a, b) => a - b), trace.events.length]) {
          // Each batch begins a little before the end of the last.
          delivered.push(...trace.events.slice(Math.max(0, reached - 5), position));
          reached = position;
        }
        expect(fold(delivered)).toEqual(whole);
      }),
      { numRuns: 20 },
    );
  });

  it('never takes back a restart it has told, in any prefix', () => {
    const folded = createFold();
    let told = 0;
    for (const event of trace.events) {
      folded.apply(event);
      const restarts = restartsOf(folded.view);
      expect(restarts.length).toBeGreaterThanOrEqual(told);
      told = restarts.length;
      for (const restart of restarts) expectPossible(restart);
    }
  });
});
