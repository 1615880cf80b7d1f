import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longCall } from '../../../bench/panel/long-call.ts';
import { createFold } from '../fold/fold.ts';
import type { TraceEvent } from '../schema/events.ts';
import type { Trace } from '../schema/trace.ts';
import { buildTrace } from './build.ts';
import { bytesOf } from './bytes.ts';
import { EventWriter } from './event-writer.ts';
import { EventsStream } from './events-stream.ts';
import { foldingSink } from './folding-sink.ts';
import { type EventChunk, PackedEvents } from './packed-events.ts';
import { readTrace } from './read.ts';
import { type About, readInto } from './recording.ts';

const directory = new URL('../../../test/traces/', import.meta.url);
const names = readdirSync(directory).filter(name => name.endsWith('.icescope.json'));
const textOf = (name: string) => readFileSync(new URL(name, directory), 'utf8');
const seed = JSON.parse(textOf('chromium-path-lost-restarted-on-disconnected.icescope.json')) as Trace;

/** The reader's own sink, and what came to it, bit by bit. */
function reader() {
  const chunks: EventChunk[] = [];
  const sink = foldingSink(chunk => chunks.push(chunk));
  return { sink, packed: () => new PackedEvents(chunks) };
}

async function read(text: string): Promise<{ about: About; packed: PackedEvents }> {
  const { sink, packed } = reader();
  const about = await readInto(sink, bytesOf(new Blob([text])));
  return { about, packed: packed() };
}

/** Pushes the text in pieces that are cut wherever it happens. */
function pushed(text: string, cuts: number[]) {
  const bytes = new TextEncoder().encode(text);
  const { sink, packed } = reader();
  const stream = new EventsStream({ ...sink, begin: () => {}, consumed: sink.bytes });
  const at = [0, ...cuts.map(cut => cut % bytes.length).sort((a, b) => a - b), bytes.length];
  for (let i = 1; i < at.length; i++) stream.push(bytes.slice(at[i - 1], at[i]));
  return { rest: stream.finish(), fold: sink.fold, packed: packed() };
}

function folded(events: TraceEvent[]) {
  const fold = createFold();
  for (const event of events) fold.apply(event);
  return fold.view;
}

describe('a saved trace', () => {
  it.each(names)('comes to the same piece by piece: %s', async name => {
    const trace = readTrace(textOf(name));
    const { about, packed } = await read(textOf(name));
    expect(packed.slice()).toEqual(trace.events);
    expect(about).toEqual({
      dropped: trace.dropped.events,
      redacted: trace.redacted,
      generator: trace.generator,
    });
  });

  it('may be cut anywhere, and laid out in any way', () => {
    const events = [...longCall(seed, { events: 400, restarts: 2 })];
    const trace = buildTrace({ events, dropped: 0, generator: { name: 'IceScope “❄”', version: '0' } });
    const [plain, laidOut] = [JSON.stringify(trace), JSON.stringify(trace, null, 2)];
    const view = folded(trace.events);
    const rest = { ...trace, events: [] };
    fc.assert(
      fc.property(fc.boolean(), fc.array(fc.nat(), { maxLength: 20 }), (spaced, cuts) => {
        const came = pushed(spaced ? laidOut : plain, cuts);
        expect(came.packed.slice()).toEqual(trace.events);
        expect(JSON.parse(came.rest)).toEqual(rest);
        expect(came.fold.view).toEqual(view);
      }),
      { numRuns: 15 },
    );
  });

  it('is read from gzip', async () => {
    const { sink, packed } = reader();
    await readInto(sink, bytesOf(new Blob([gzipSync(JSON.stringify(seed))])));
    expect(packed().slice()).toEqual(seed.events);
  });

  it('may hold "events" elsewhere, too', async () => {
    const generator = { name: '"events":[', version: '{"events":[' };
    const { about, packed } = await read(
      JSON.stringify({ events_: [], a: { events: [1] }, ...seed, generator }),
    );
    expect(about.generator).toEqual(generator);
    expect(packed.length).toBe(seed.events.length);
  });
});

/** A trace as the panel saves it, with readings as rows. */
function written(events: TraceEvent[]): string {
  const writer = new EventWriter();
  const [before, after] = JSON.stringify({ ...seed, events: [] }).split('"events":[') as [string, string];
  return `${before}"events":[${events.map(event => writer.text(event)).join(',')}${after}`;
}

describe('a trace with readings as rows', () => {
  const events = [...longCall(seed, { events: 3_000, restarts: 3 })];
  const text = written(events);

  it.each(names)('comes to the very same: %s', async name => {
    const { events: all } = readTrace(textOf(name));
    expect(readTrace(written(all)).events).toEqual(all);
    expect((await read(written(all))).packed.slice()).toEqual(all);
  });

  it('is a fraction as long', () => {
    expect(text.length).toBeLessThan(JSON.stringify(events).length / 4);
  });

  it('may be cut anywhere, and laid out in any way', () => {
    const laidOut = JSON.stringify(JSON.parse(text), null, 2);
    const view = folded(events);
    fc.assert(
      fc.property(fc.boolean(), fc.array(fc.nat(), { maxLength: 20 }), (spaced, cuts) => {
        const came = pushed(spaced ? laidOut : text, cuts);
        expect(came.packed.slice()).toEqual(events);
        expect(came.fold.view).toEqual(view);
      }),
      { numRuns: 10 },
    );
  });

  it('gives each event by itself', async () => {
    const { packed } = await read(text);
    for (const index of [2_999, 17, 1_500, 0]) expect(packed.at(index)).toEqual(events[index]);
  });

  it('tells many connections apart', async () => {
    const mixed = events
      .slice(0, 300)
      .flatMap(event =>
        Array.from({ length: 200 }, (_, i) =>
          event.connectionId === null ? event : ({ ...event, connectionId: `c.${i}` } as TraceEvent),
        ),
      );
    expect((await read(written(mixed))).packed.slice(mixed.length - 400)).toEqual(mixed.slice(-400));
  });

  it('keeps numbers that differ by more digits than there are', () => {
    const reading = events.find(event => event.type === 'sample')!;
    const numbers = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.maxSafeNat());
    fc.assert(
      fc.property(fc.array(numbers, { minLength: 1, maxLength: 20 }), times => {
        const all = times.map(t => ({ ...reading, t: t || 0 }));
        expect(readTrace(written(all)).events).toEqual(all);
      }),
    );
  });
});

describe('packed events', () => {
  it('are known by frame, and by their heads, without being read', async () => {
    const other = seed.events.map(event => ({ ...event, frameId: 'other' }));
    const mixed = seed.events.flatMap((event, i) => [event, other[i]!]);
    const { sink, packed } = reader();
    await readInto(sink, bytesOf(new Blob([JSON.stringify({ ...seed, events: mixed })])));
    const all = packed();
    expect(all.headAt(3)).toEqual({ t: mixed[3]!.t, type: mixed[3]!.type });
    expect(all.at(-1)).toEqual(mixed.at(-1));
    expect(all.at(all.length)).toBeUndefined();
    const lists = all.byFrame(sink.packer.frames);
    expect([...lists.keys()]).toEqual([seed.events[0]!.frameId, 'other']);
    expect(lists.get('other')!.slice()).toEqual(other);
    expect(lists.get('other')!.slice(2, 4)).toEqual(other.slice(2, 4));
    expect(lists.get('other')!.at(-1)).toEqual(other.at(-1));
  });
});

describe('a bad trace', () => {
  const events = [...longCall(seed, { events: 400, restarts: 2 })];
  const late = events.findLastIndex(({ type }) => type === 'sample');
  const text = (changed: object[] = events) => JSON.stringify({ ...seed, events: changed });
  const withLate = (fields: object) => text(events.with(late, { ...events[late]!, ...fields } as TraceEvent));
  const reading = events[late]!;
  const outbound = (events[late] as Extract<TraceEvent, { type: 'sample' }>).outbound[0]!;

  it.each([
    ['nothing', '', 'cut off'],
    ['a file cut off in its events', text().slice(0, 60_000), 'cut off'],
    ['a file cut off after them', text().slice(0, -1), 'cut off'],
    ['an event that is none', text([...events, 7 as never]), 'events[400].type: expected a kind of event'],
    ['a missing comma', text().replace('},{"seq":7,', '}{"seq":7,'), 'events[6] is no JSON'],
    ['an event more than there is', text().replace('},{"seq":7,', '},,{"seq":7,'), 'events[7] is no JSON'],
    [
      'another bracket',
      text().replace('},{"seq":7,', '}},{"seq":7,'),
      'events[7]: expected a comma before it',
    ],
    ['no whole number', withLate({ seq: 1.5 }), `events[${late}].seq: expected`],
    [
      'a negative count',
      withLate({ outbound: [{ ...outbound, packets: -1 }] }),
      `events[${late}].outbound[0].packets`,
    ],
    ['text for a number', withLate({ askedAt: 'x' }), `events[${late}].askedAt: expected a number, got "x"`],
    ['no number of JSON', text().replace(`"seq":${late},`, `"seq":0${late},`), `events[${late}] is no JSON`],
    ['another version', text().replace('"version":1', '"version":2'), 'version: expected 1, got 2'],
    ['another kind of JSON', '{"a":{"events":[1]}}', 'neither an IceScope trace'],
    ['another array of events', '{"events":[1]}', 'events[0].type: expected a kind of event'],
  ])('is refused for %s', async (_, bad, message) => {
    await expect(read(bad)).rejects.toThrow(message);
  });

  it.each([
    [
      'without a reading before it',
      [[0, 1]],
      'events[0][0]: expected which of the 0 readings in full before it',
    ],
    ['that looks back too far', [reading, [1, 1]], 'events[1][0]: expected which of the 1 readings in full'],
    ['that looks ahead', [reading, [-1, 1]], 'events[1][0]: expected which of the 1 readings'],
    ['that looks between', [reading, [0.5, 1]], 'events[1][0]: expected which of the 1 readings'],
    [
      'of nothing',
      [reading, []],
      'events[1][0]: expected which of the 1 readings in full before it is meant, got nothing',
    ],
    ['with too much', [reading, [0, ...Array(99).fill(0)]], 'events[1]: expected at most'],
    ['with text in it', [reading, [0, 1, 'x']], 'events[1][2]: expected a number, got "x"'],
    ['that makes no whole number', [reading, [0, 0.5]], 'events[1].seq: expected'],
    ['that makes too small a number', [reading, [0, -1e9]], 'events[1].seq: expected'],
    ['that makes too large a number', [reading, [0, 0, 1e308], [0, 0, '1e999']], 'events[2]'],
    [
      'upon a reading of a newer version',
      [{ ...reading, more: 1 }, [0, 1]],
      'events[1]: the reading that it is like has',
    ],
    ['cut off', [reading, [0, 1]], 'cut off'],
  ])('is refused for a row %s', async (what, all, message) => {
    const whole = text(all as object[]).replaceAll('"1e999"', '1e999');
    const bad = what === 'cut off' ? whole.slice(0, whole.indexOf('[0,1]') + 4) : whole;
    await expect(read(bad)).rejects.toThrow(message);
    expect(() => readTrace(bad)).toThrow(message);
  });

  it('is refused when it is no text', async () => {
    const { sink } = reader();
    const picture = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff]);
    await expect(readInto(sink, bytesOf(new Blob([picture])))).rejects.toThrow('This is no text');
  });

  it('is refused for an event without an end', async () => {
    const endless = `${text().slice(0, 60_000)}"${'x'.repeat(17 * 1024 * 1024)}`;
    await expect(read(endless)).rejects.toThrow(
      /^events\[\d+\]: expected an event, got \d+ bytes and no end/,
    );
  });
});
