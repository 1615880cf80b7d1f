import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { buildTrace } from '../../trace/file/build.ts';
import { generator } from '../../trace/file/generator.ts';
import { readTrace } from '../../trace/file/read.ts';
import { createFold, restartsOf } from '../../trace/fold/fold.ts';
import type { TraceEvent } from '../../trace/schema/events.ts';
import { Work } from '../work/work.ts';
import { type Shown, subjectOf } from './subject.ts';
import { traceFile } from './trace-file.ts';

const file = new URL(
  '../../../test/traces/chromium-path-lost-restarted-on-disconnected.icescope.json',
  import.meta.url,
);
const trace = readTrace(readFileSync(file, 'utf8'));

function shown(events: TraceEvent[], fields: Partial<Shown> = {}): Shown {
  const fold = createFold();
  for (const event of events) fold.apply(event);
  const [connection] = fold.view.connections.values();
  return {
    view: fold.view,
    ended: true,
    lists: [{ series: events, length: events.length }],
    missing: 3,
    redacted: false,
    connectionId: connection!.id,
    restartId: null,
    range: { from: 0, to: 1 },
    ...fields,
  };
}

it('exports a live trace as it is now, however it goes on meanwhile', async () => {
  const half = trace.events.slice(0, trace.events.length / 2);
  const live = shown(half, { ended: false });
  const subject = await subjectOf(live, false, new Work());
  expect(subject.view).not.toBe(live.view);
  expect(subject.view).toEqual(live.view);
  expect(subject.connection).toBe(subject.view.connections.get(live.connectionId));
});

it('leaves out addresses where that is asked for, and tells the same restarts', async () => {
  const whole = shown(trace.events);
  const subject = await subjectOf(whole, true, new Work());
  expect(subject.redacted).toBe(true);
  expect(JSON.stringify(await subject.events())).not.toMatch(/\b(127|10|192|172)\.\d+\.\d+\.\d+/);
  const told = (view: Shown['view']) =>
    restartsOf(view).map(({ requestedAt, outcome, gaps }) => ({ requestedAt, outcome, gaps }));
  expect(told(subject.view)).toEqual(told(whole.view));
});

it('redacts nothing twice, and folds nothing again that is over', async () => {
  const whole = shown(trace.events, { redacted: true });
  const subject = await subjectOf(whole, true, new Work());
  expect(subject.view).toBe(whole.view);
  expect(subject.redacted).toBe(true);
});

it('makes the file that would be made in one go', async () => {
  const subject = await subjectOf(shown(trace.events), false, new Work());
  const blob = await traceFile({ ...subject, events: await subject.events() }, new Work());
  const whole = buildTrace({ events: trace.events, dropped: 3, generator: generator() });
  const text = await blob.text();
  expect(readTrace(text)).toEqual(whole);
  expect(JSON.parse(text)).toEqual({ ...JSON.parse(JSON.stringify(whole)), events: expect.any(Array) });
  expect(text.length).toBeLessThan(JSON.stringify(whole).length);
});
