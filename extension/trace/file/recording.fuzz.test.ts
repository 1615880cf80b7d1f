import { readFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longCall } from '../../../bench/panel/long-call.ts';
import {
  cuts,
  cutUp,
  isPolluted,
  odd,
  places,
  planted,
  runs,
  shuffledLines,
} from '../../../test/fuzz/mutations.ts';
import { realTraces } from '../../../test/fuzz/real-events.ts';
import { InvalidTrace, validEvent } from '../schema/validate.ts';
import { buildTrace } from './build.ts';
import { EventWriter } from './event-writer.ts';
import { readTrace } from './read.ts';
import { type Recording, readRecording, recordingOf } from './recording.ts';

const dumps = new URL('../../../test/dumps/', import.meta.url);
const dump = (name: string) => gunzipSync(readFileSync(new URL(name, dumps))).toString();

/** The shortest real file of each kind that is read. */
const small = realTraces.toSorted((a, b) => a.events.length - b.events.length)[0]!;
const json: Record<string, unknown> = {
  'a saved trace': small,
  'a dump of webrtc-internals': JSON.parse(dump('webrtc-internals.json.gz')),
};
const firstLines = (text: string) => text.split('\n').slice(0, 150).join('\n');
const texts: Record<string, string> = {
  'a saved trace': JSON.stringify({ ...small, events: small.events.slice(0, 60) }),
  "a dump of Chromium's rtcstats": firstLines(dump('rtcstats-chromium.jsonl.gz')),
  'a dump of the rtcstats package': firstLines(dump('rtcstats-firefox.jsonl.gz')),
};

/** Reads it, or is refused with words; what was read holds to the schema, and can be saved and read again. */
function expectReadOrRefused(read: () => Recording): void {
  let recording: Recording;
  try {
    recording = read();
  } catch (error) {
    if (!(error instanceof InvalidTrace)) throw error;
    expect(error.message.length).toBeLessThan(2_000);
    return;
  } finally {
    expect(isPolluted()).toBe(false);
  }
  for (const event of recording.events) expect(validEvent(event, 'event')).toEqual(event);
  const saved = JSON.stringify(buildTrace(recording));
  expect(readTrace(saved).events).toHaveLength(recording.events.length);
}

describe.each(Object.entries(json))('%s', (_, value) => {
  it('is read or refused, whatever stands in place of its parts', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(places, odd), { minLength: 1, maxLength: 3 }), all => {
        const spoiled = all.reduce<unknown>((whole, [at, put]) => planted(whole, at, put), value);
        expectReadOrRefused(() => recordingOf(JSON.stringify(spoiled) ?? ''));
      }),
      runs(150),
    );
  });
});

describe.each(Object.entries(texts))('%s', (_, text) => {
  it('is read or refused, whatever became of its text', () => {
    fc.assert(
      fc.property(cuts, all => expectReadOrRefused(() => recordingOf(cutUp(text, all)))),
      runs(150),
    );
  });

  it('is read or refused with its lines in disorder', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(500), { minLength: 1, maxLength: 200 }), picks =>
        expectReadOrRefused(() => recordingOf(shuffledLines(text, picks))),
      ),
      runs(60),
    );
  });

  it('is read or refused, whatever stands in a line of it', () => {
    const lines = text.split('\n');
    fc.assert(
      fc.property(fc.nat(lines.length - 1), places, odd, (index, at, put) => {
        const line = lines[index]!;
        if (!/^[[{]/.test(line)) return;
        const spoiled = lines.with(index, JSON.stringify(planted(JSON.parse(line), at, put)) ?? '');
        expectReadOrRefused(() => recordingOf(spoiled.join('\n')));
      }),
      runs(200),
    );
  });
});

it('reads any bytes or says what is wrong with them', async () => {
  const packed = gzipSync(texts['a saved trace']!);
  const change = fc.record({ at: fc.nat(), to: fc.nat(255) });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 4 }), fc.nat(), async (changes, cut) => {
      const bytes = new Uint8Array(packed.subarray(0, packed.length - (cut % 40)));
      for (const { at, to } of changes) bytes[at % bytes.length] = to;
      const read = await readRecording(new Blob([bytes])).catch((error: unknown) => error);
      if (read instanceof Error) expect(read).toBeInstanceOf(InvalidTrace);
    }),
    runs(100),
  );
});

it('refuses a number that JSON cannot write again', () => {
  const text = JSON.stringify(small).replace(/"t":\d+(\.\d+)?/, '"t":1e999');
  expect(() => recordingOf(text)).toThrow(/events\[\d+\]\.t: expected .*, got Infinity/);
});

it('reads a trace piece by piece as it would be read whole, whatever became of its text', async () => {
  const events = [...longCall(small, { events: 200, restarts: 1 })];
  const { events: _, ...rest } = buildTrace({ ...recordingOf(JSON.stringify(small)), events });
  const writer = new EventWriter();
  const rows = events.map(event => writer.text(event)).join(',');
  const text = `{"events":[${rows}],${JSON.stringify(rest).slice(1)}`;
  await fc.assert(
    fc.asyncProperty(cuts, async all => {
      const spoiled = cutUp(text, all);
      const read = await readRecording(new Blob([spoiled])).catch((error: unknown) => error);
      if (!(read instanceof Error)) expect(read).toEqual(recordingOf(spoiled));
      else expect(() => recordingOf(spoiled)).toThrow(InvalidTrace);
    }),
    runs(150),
  );
});
