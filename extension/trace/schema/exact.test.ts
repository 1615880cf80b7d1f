import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { odd, places, planted } from '../../../test/fuzz/mutations.ts';
import { oneOfEach, realEvents } from '../../../test/fuzz/real-events.ts';
import { type EventType, eventSchemas, type TraceEvent } from './events.ts';
import { exact, keeps, numbersIn } from './exact.ts';

const schemaOf = (event: TraceEvent) => eventSchemas[event.type as EventType] as v.GenericSchema;

it('passes what the recorder writes, and validating that changes nothing', () => {
  expect(oneOfEach.length).toBeGreaterThan(12);
  for (const event of realEvents) expect(exact(schemaOf(event))(event)).toBe(true);
  for (const event of oneOfEach) expect(v.parse(schemaOf(event), event)).toEqual(event);
});

describe('whatever it passes', () => {
  it('would be given back unchanged by validating', () => {
    fc.assert(
      fc.property(fc.constantFrom(...oneOfEach), places, odd, (event, at, value) => {
        const spoiled = planted(event, at, value);
        if (!exact(schemaOf(event))(spoiled)) return;
        expect(v.parse(schemaOf(event), spoiled)).toEqual(spoiled);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is not everything: it looks for what is missing, wrong, or too much', () => {
    const state = oneOfEach.find(({ type }) => type === 'state')!;
    const test = exact(schemaOf(state));
    expect(test({ ...state, extra: 1 })).toBe(false);
    expect(test({ ...state, t: 'x' })).toBe(false);
    expect(test({ ...state, state: undefined })).toBe(false);
    expect(test(null)).toBe(false);
  });
});

it('finds each number of a value with its bounds, and lets none pass whose bounds it does not know', () => {
  const count = v.pipe(v.number(), v.integer(), v.minValue(0));
  const schema = v.object({
    id: v.string(),
    counts: v.array(count),
    share: v.optional(v.pipe(v.number(), v.maxValue(1))),
    either: v.union([v.number(), v.string()]),
  });
  const found = numbersIn(schema, { id: 'a', counts: [3, 4], share: 0.5, either: 7 });
  expect(found.map(({ holder, key }) => holder[key])).toEqual([3, 4, 0.5, 7]);
  const passes = (number: number) => found.map(place => keeps(number, place));
  expect(passes(1)).toEqual([true, true, false, false]);
  expect(passes(0.5)).toEqual([false, false, false, false]);
  expect(passes(-1)).toEqual([false, false, false, false]);
});
