import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readTrace } from '../file/read.ts';
import { createFold } from '../fold/fold.ts';
import { type ChromeTraceEvent, chromeTraceOf } from './trace-events.ts';

const directory = new URL('../../../test/traces/', import.meta.url);
const recorded = readdirSync(directory).map(name => ({
  name,
  text: readFileSync(new URL(name, directory), 'utf8'),
}));

/** The rules of the Trace Event Format for the kinds of events that are written. */
function problemsOf(event: ChromeTraceEvent): string[] {
  const problems: string[] = [];
  if (typeof event.name !== 'string' || event.name === '') problems.push('name');
  if (!Number.isInteger(event.pid) || !Number.isInteger(event.tid)) problems.push('pid, tid');
  if (!Number.isInteger(event.ts) || event.ts < 0) problems.push('ts');
  if (event.ph === 'X' && !(Number.isInteger(event.dur) && event.dur! >= 0)) problems.push('dur');
  if (event.ph === 'i' && event.s !== 't') problems.push('s');
  if ((event.ph === 'b' || event.ph === 'e') && !(event.id && event.cat)) problems.push('id, cat');
  const values = Object.values(event.args ?? {});
  if (event.ph === 'C' && !(values.length > 0 && values.every(Number.isFinite))) problems.push('args');
  return problems.map(problem => `${problem} of ${JSON.stringify(event)}`);
}

/** Complete events of one thread must nest or follow each other: Perfetto drops those that overlap. */
function overlaps(events: ChromeTraceEvent[]): string[] {
  const problems: string[] = [];
  const open = new Map<string, number[]>();
  const slices = events.filter(({ ph }) => ph === 'X').sort((a, b) => a.ts - b.ts || b.dur! - a.dur!);
  for (const { pid, tid, ts, dur = 0, name } of slices) {
    const ends = (open.get(`${pid} ${tid}`) ?? []).filter(end => end > ts);
    if (ends.some(end => end < ts + dur)) problems.push(`${name} at ${ts} overlaps on thread ${pid}/${tid}`);
    open.set(`${pid} ${tid}`, [...ends, ts + dur]);
  }
  return problems;
}

/** Each asynchronous begin has one end, no earlier. */
function unpaired(events: ChromeTraceEvent[]): string[] {
  const open = new Map<string, number>();
  const problems: string[] = [];
  for (const { ph, id = '', ts } of events) {
    if (ph === 'b' && open.has(id)) problems.push(`${id} begins twice`);
    if (ph === 'b') open.set(id, ts);
    if (ph !== 'e') continue;
    if (!(ts >= (open.get(id) ?? Number.POSITIVE_INFINITY))) problems.push(`${id} ends before it begins`);
    open.delete(id);
  }
  return [...problems, ...open.keys()];
}

it.each(recorded)('follows the format: $name', ({ text }) => {
  const { events, restarts } = readTrace(text);
  const fold = createFold();
  for (const event of events) fold.apply(event);
  const { traceEvents } = JSON.parse(JSON.stringify(chromeTraceOf(fold.view, 'IceScope')));
  expect(traceEvents.flatMap(problemsOf)).toEqual([]);
  expect(overlaps(traceEvents)).toEqual([]);
  expect(unpaired(traceEvents)).toEqual([]);
  const begun = (traceEvents as ChromeTraceEvent[]).filter(
    ({ ph, name }) => ph === 'b' && /^Restart \d/.test(name),
  );
  expect(begun).toHaveLength(restarts.length);
});
