import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readTrace } from '../file/read.ts';
import { createFold } from '../fold/fold.ts';
import { type ChromeTraceEvent, chromeTraceEvents } from './trace-events.ts';

const directory = new URL('../../../test/traces/', import.meta.url);
const recorded = readdirSync(directory).map(name => ({
  name,
  text: readFileSync(new URL(name, directory), 'utf8'),
}));

const metadata: Record<string, (args: Record<string, unknown>) => boolean> = {
  process_name: ({ name }) => typeof name === 'string' && name !== '',
  thread_name: ({ name }) => typeof name === 'string' && name !== '',
  thread_sort_index: args => Number.isInteger(args.sort_index),
};

type Rule = (event: ChromeTraceEvent) => boolean;

const wholeNumbers: Rule = ({ pid, tid, ts }) => [pid, tid, ts].every(n => Number.isInteger(n)) && ts >= 0;
const joined: Rule = ({ id, cat }) => Boolean(id && cat);

/** The rules of the Trace Event Format for the phases that are written. */
const rules: Record<ChromeTraceEvent['ph'], Rule> = {
  X: ({ dur }) => Number.isInteger(dur) && dur! >= 0,
  b: joined,
  e: joined,
  i: ({ s }) => s === 't',
  C: ({ args = {} }) => {
    const values = Object.values(args);
    return values.length > 0 && values.every(Number.isFinite);
  },
  M: ({ name, args }) => metadata[name]?.(args ?? {}) ?? false,
};

function breaksRule(event: ChromeTraceEvent): boolean {
  const named = typeof event.name === 'string' && event.name !== '';
  return !(named && wholeNumbers(event) && rules[event.ph]?.(event));
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

/** Every process and every thread that anything stands on has one name, and it comes first. */
function nameless(events: ChromeTraceEvent[]): string[] {
  const named = new Set<string>();
  const problems: string[] = [];
  for (const { ph, name, pid, tid } of events) {
    const place = name === 'process_name' || tid === 0 ? `${pid}` : `${pid}/${tid}`;
    if (name === 'process_name' || name === 'thread_name') {
      if (named.has(place)) problems.push(`${place} is named twice`);
      named.add(place);
    } else if (ph !== 'M' && !named.has(place)) problems.push(`${place} has no name`);
  }
  return problems;
}

/** Each asynchronous begin has one end, no earlier. */
function unpaired(events: ChromeTraceEvent[]): string[] {
  const open = new Map<string, number>();
  const problems: string[] = [];
  for (const { ph, cat, pid, id: own = '', ts } of events) {
    // What belongs together is told by category, id and process.
    const id = `${pid} ${cat} ${own}`;
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
  const traceEvents: ChromeTraceEvent[] = JSON.parse(JSON.stringify([...chromeTraceEvents(fold.view)]));
  expect(traceEvents.filter(breaksRule)).toEqual([]);
  expect(overlaps(traceEvents)).toEqual([]);
  expect(unpaired(traceEvents)).toEqual([]);
  expect(nameless(traceEvents)).toEqual([]);
  const begun = traceEvents.filter(({ ph, name }) => ph === 'b' && /^Restart \d/.test(name));
  expect(begun).toHaveLength(restarts.length);
});

it('tells restarts at their time and with their length, in microseconds from the first event', () => {
  const { text } = recorded.find(({ name }) => name.includes('path-lost-restarted-on-disconnected'))!;
  const { events, restarts, startedAt } = readTrace(text);
  const fold = createFold();
  for (const event of events) fold.apply(event);
  const written = [...chromeTraceEvents(fold.view)].filter(({ name }) => /^Restart \d/.test(name));
  const begins = written.filter(({ ph }) => ph === 'b').map(({ ts }) => ts / 1_000);
  const ends = written.filter(({ ph }) => ph === 'e').map(({ ts }) => ts / 1_000);
  for (const [i, { requestedAt, settledAt }] of restarts.entries()) {
    expect(begins[i]).toBeCloseTo(requestedAt - startedAt, 2);
    expect(ends[i]).toBeCloseTo(settledAt! - startedAt, 2);
  }
});
