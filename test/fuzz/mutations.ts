import fc from 'fast-check';

/** How many times as much is tried. More than once asks what was never asked before; CI asks the same each time. */
const times = Number(process.env.ICESCOPE_FUZZ ?? 1);

export function runs(numRuns: number): fc.Parameters<unknown> {
  return times === 1 ? { numRuns, seed: 1 } : { numRuns: numRuns * times };
}

/** Names that mean something to every object, and values at and beyond the edges of what a schema allows. */
const reserved = ['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', 'length'];
const edges = [
  -1,
  0.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.MAX_VALUE,
  '',
  'x'.repeat(65),
  'x'.repeat(2_049),
  '<img src=x onerror=alert(1)>',
  '\ud800',
  null,
  undefined,
  [],
  {},
];

/** Anything that a page, or a file, may put where something else was expected. */
export const odd: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(...edges, ...reserved),
  fc.constantFrom(...reserved).map(name => JSON.parse(`{${JSON.stringify(name)}:{"polluted":1}}`)),
);

/** Where to put it: which of its fields at each depth. */
export const places = fc.array(fc.nat(200), { minLength: 1, maxLength: 6 });

/** Puts `value` at some place inside of `into`; now and then under a name that nobody expects. */
export function planted(into: unknown, at: number[], value: unknown): unknown {
  if (typeof into !== 'object' || into === null || at.length === 0) return value;
  const keys = [...Object.keys(into), Array.isArray(into) ? into.length : 'unexpected'];
  const key = keys[at[0]! % keys.length]!;
  const put = planted((into as Record<string, unknown>)[key], at.slice(1), value);
  return Array.isArray(into) ? Object.assign([...into], { [key]: put }) : { ...into, [key]: put };
}

interface Cut {
  at: number;
  length: number;
  insert: string;
}

const fragment = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.constantFrom(
    '\r',
    '\n',
    '\r\n',
    '\0',
    '{',
    '}',
    '[',
    '"',
    ',',
    ':',
    '\\',
    'a=',
    'm=',
    '__proto__',
    '1e999',
  ),
);

/** What may become of a text on its way: some of its characters are lost, and others stand in their place. */
export const cuts: fc.Arbitrary<Cut[]> = fc.array(
  fc.record({ at: fc.nat(1_000_000), length: fc.nat(40), insert: fragment }),
  { minLength: 1, maxLength: 6 },
);

export function cutUp(text: string, all: Cut[]): string {
  return all.reduce((before, { at, length, insert }) => {
    const from = before.length === 0 ? 0 : at % before.length;
    return before.slice(0, from) + insert + before.slice(from + length);
  }, text);
}

/** Lines in another order, twice, or gone. */
export function shuffledLines(text: string, picks: number[]): string {
  const lines = text.split(/(?<=\n)/);
  return picks.map(pick => lines[pick % lines.length]).join('');
}

/** Objects begotten by a parsed file or message must not reach what all objects share. */
export function isPolluted(): boolean {
  return 'polluted' in {} || Object.keys(Object.prototype).length > 0;
}
