import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { type EventType, eventSchemas, type TraceEvent } from './events.ts';
import { exact } from './exact.ts';

const directory = new URL('../../../test/traces/', import.meta.url);
const recorded = readdirSync(directory)
  .filter(file => /path-lost|two-transports|data-channels|rejects/.test(file))
  .flatMap(file => JSON.parse(readFileSync(new URL(file, directory), 'utf8')).events as TraceEvent[]);
const byType = new Map(recorded.map(event => [event.type, event]));

const schemaOf = (event: TraceEvent) => eventSchemas[event.type as EventType] as v.GenericSchema;

it('passes what the recorder writes, and validating that changes nothing', () => {
  expect(byType.size).toBeGreaterThan(12);
  for (const event of recorded) expect(exact(schemaOf(event))(event)).toBe(true);
  for (const event of byType.values()) expect(v.parse(schemaOf(event), event)).toEqual(event);
});

/** Anything that JSON can hold, and values at the edges of what the schemas allow. */
const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(
    -1,
    0.5,
    Number.POSITIVE_INFINITY,
    '',
    'x'.repeat(65),
    'x'.repeat(2_049),
    null,
    undefined,
    [],
    {},
  ),
);

/** Puts `value` at some place inside of `into`; now and then under a name that nobody expects. */
function planted(into: unknown, places: number[], value: unknown): unknown {
  if (typeof into !== 'object' || into === null || places.length === 0) return value;
  const keys = [...Object.keys(into), Array.isArray(into) ? into.length : 'unexpected'];
  const key = keys[places[0]! % keys.length]!;
  const child = (into as Record<string, unknown>)[key];
  const put = planted(child, places.slice(1), value);
  return Array.isArray(into) ? Object.assign([...into], { [key]: put }) : { ...into, [key]: put };
}

describe('whatever it passes', () => {
  it('would be given back unchanged by validating', () => {
    const places = fc.array(fc.nat(40), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.constantFrom(...byType.values()), places, odd, (event, at, value) => {
        const spoiled = planted(event, at, value);
        if (!exact(schemaOf(event))(spoiled)) return;
        expect(v.parse(schemaOf(event), spoiled)).toEqual(spoiled);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is not everything: it looks for what is missing, wrong, or too much', () => {
    const state = byType.get('state')!;
    const test = exact(schemaOf(state));
    expect(test({ ...state, extra: 1 })).toBe(false);
    expect(test({ ...state, t: 'x' })).toBe(false);
    expect(test({ ...state, state: undefined })).toBe(false);
    expect(test(null)).toBe(false);
  });
});
