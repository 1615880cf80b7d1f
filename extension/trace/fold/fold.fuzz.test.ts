import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isPolluted, odd, places, planted, runs } from '../../../test/fuzz/mutations.ts';
import { realTraces } from '../../../test/fuzz/real-events.ts';
import { Tally } from '../../recordings/tally.ts';
import { buildTrace } from '../file/build.ts';
import { readTrace } from '../file/read.ts';
import type { TraceEvent } from '../schema/events.ts';
import { validEvent } from '../schema/validate.ts';

const generator = { name: 'IceScope', version: 'test' };

/** What a page in bad faith may tell: anything that passes the validator. */
function passing(value: unknown): TraceEvent[] {
  try {
    // Messages travel as JSON.
    return [validEvent(JSON.parse(JSON.stringify(value)), 'event')];
  } catch {
    return [];
  }
}

const spoil = fc.record({ index: fc.nat(), at: places, put: odd });
const move = fc.record({ from: fc.nat(), to: fc.nat() });

it('makes a trace that can be read again of whatever passes the validator', () => {
  let spoiledPassed = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...realTraces.filter(({ events }) => events.length < 700)),
      fc.array(spoil, { maxLength: 30 }),
      fc.array(move, { maxLength: 8 }),
      ({ events }, spoils, moves) => {
        const told: TraceEvent[] = [...events];
        for (const { from, to } of moves)
          told.splice(to % told.length, 0, ...told.splice(from % told.length, 1));
        for (const { index, at, put } of spoils) {
          const place = index % told.length;
          const spoiled = passing(planted(told[place], at, put));
          spoiledPassed += spoiled.length;
          told.splice(place, 1, ...spoiled);
        }
        const tally = new Tally();
        tally.apply(told);
        const saved = JSON.stringify(buildTrace({ events: told, dropped: 0, generator }));
        expect(readTrace(saved).events).toHaveLength(told.length);
        expect(isPolluted()).toBe(false);
      },
    ),
    runs(60),
  );
  expect(spoiledPassed).toBeGreaterThan(50);
});
