import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { saidOf, traceFileOf, verdicts } from '../../../test/counterparts/verdicts.ts';
import {
  type BrowserName,
  connectionFindingsOf,
  expectedVerdicts,
  runsIn,
  type Scenario,
  slug,
  takeoversOf,
  verdictsOf,
} from '../../../test/scenarios/scenario.ts';
import { scenarios } from '../../../test/scenarios/scenarios.ts';
import { buildTrace } from '../file/build.ts';
import { readTrace } from '../file/read.ts';
import { themes } from '../findings/findings.ts';
import type { TraceEvent } from '../schema/events.ts';
import { type Restart, restart as schema } from '../schema/trace.ts';
import { createFold, restartsOf } from './fold.ts';

const directory = new URL('../../../test/traces/', import.meta.url);
const files = readdirSync(directory).filter(file => file.endsWith('.icescope.json'));

const browsers: BrowserName[] = ['chromium', 'firefox'];
const fileOf = (scenario: Scenario, browser: BrowserName) => `${browser}-${slug(scenario)}.icescope.json`;
const read = (file: string) => readTrace(readFileSync(new URL(file, directory), 'utf8'));

/** What must be said of a recorded trace, by the scenario or the counterpart that it is of. */
function expectedOf(file: string) {
  const counterpart = Object.keys(verdicts).find(name => file === traceFileOf(name));
  if (counterpart) {
    const told = (restarts: Restart[]) => saidOf({ restarts }, counterpart);
    return { restarts: verdicts[counterpart]!, told, rebuilds: [], takeovers: [], ofConnections: null };
  }
  const browser = file.startsWith('chromium-') ? 'chromium' : 'firefox';
  const scenario = scenarios.find(each => file === fileOf(each, browser));
  if (!scenario) return undefined;
  const expected = expectedVerdicts(scenario, browser);
  const told = (restarts: Restart[]) => verdictsOf({ restarts }, expected);
  const { rebuilds = [], takeovers = [], connectionFindings = [] } = scenario;
  return { restarts: expected, told, rebuilds, takeovers, ofConnections: connectionFindings };
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
  const trace = read(file);

  it('gets the verdict of its scenario', () => {
    const expected = expectedOf(file);
    expect(expected, `the verdict of ${file}`).toBeDefined();
    const restarts = fold(trace.events);
    expect(expected!.told(restarts)).toEqual(expected!.restarts);
    expect(trace.rebuilds.map(({ cause }) => cause)).toEqual(expected!.rebuilds);
    const built = buildTrace({ ...trace, dropped: trace.dropped.events });
    expect(takeoversOf(built)).toEqual(expected!.takeovers);
    if (expected!.ofConnections) expect(connectionFindingsOf(built)).toEqual(expected!.ofConnections);
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

describe('what is recorded', () => {
  it('holds every scenario, from each browser that can do it, and every counterpart', () => {
    const ofScenarios = scenarios.flatMap(scenario =>
      browsers.filter(browser => runsIn(scenario, browser)).map(browser => fileOf(scenario, browser)),
    );
    const ofCounterparts = Object.keys(verdicts).map(traceFileOf);
    expect(files.toSorted()).toEqual([...ofScenarios, ...ofCounterparts].toSorted());
  });

  const built = files.map(file => {
    const { events, dropped, generator } = read(file);
    return buildTrace({ events, dropped: dropped.events, generator });
  });

  it('shows every finding there is', () => {
    const told = built.flatMap(({ restarts, rebuilds, connections }) => [
      ...restarts,
      ...rebuilds,
      ...connections,
    ]);
    const codes = told.flatMap(({ findings }) => findings.map(({ code }) => code));
    const rules = themes.flatMap(theme => theme.rules);
    expect(new Set(codes)).toEqual(new Set(rules.map(({ code }) => code)));
  });

  // IceScope's own button is pressed in test/e2e/forced-restart.test.ts.
  const { trigger, cause, outcome, reason } = schema.entries;
  it.each([
    ['trigger', trigger.options.filter(each => each !== 'forced')],
    ['cause', cause.options],
    ['reason', reason.wrapped.options],
    ['outcome', outcome.options],
  ] as const)('shows every %s there is', (name, options) => {
    const shown = built.flatMap(({ restarts }) => restarts.map(restart => restart[name]));
    expect(new Set(shown)).toEqual(new Set(options));
  });
});
