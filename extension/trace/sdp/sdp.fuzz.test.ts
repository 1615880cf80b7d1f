import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cuts, cutUp, runs, shuffledLines } from '../../../test/fuzz/mutations.ts';
import { realDescriptions, realEvents } from '../../../test/fuzz/real-events.ts';
import { readCandidateLine } from './candidate-line.ts';
import { credentialsChanged, firstUfrag, liveUfrags, readSdp, transportMids } from './sdp.ts';
import { changesBetween } from './session-changes.ts';

const real = fc.constantFrom(...realDescriptions);
const mutated = fc.oneof(
  fc.tuple(real, cuts).map(([sdp, all]) => cutUp(sdp, all)),
  fc.tuple(real, fc.array(fc.nat(300), { maxLength: 150 })).map(([sdp, picks]) => shuffledLines(sdp, picks)),
  fc.string({ unit: 'binary', maxLength: 300 }),
);

it('reads any text, and compares what it read with anything else', () => {
  expect(realDescriptions.length).toBeGreaterThan(10);
  fc.assert(
    fc.property(mutated, mutated, real, (one, other, whole) => {
      const [facts, others, known] = [readSdp(one), readSdp(other), readSdp(whole)];
      const live = facts.media.filter(({ rejected }) => !rejected);
      expect(facts.media).toHaveLength(one.split(/\r\n|\n|\r/).filter(line => line.startsWith('m=')).length);
      expect(transportMids(facts).length).toBeLessThanOrEqual(live.length);
      expect(firstUfrag(facts)).toBe(liveUfrags(facts)[0] ?? null);
      expect(credentialsChanged(known, known)).toBe(false);
      expect(credentialsChanged(facts, others)).toBeTypeOf('boolean');
      const before = { local: known, remote: others, answerSide: 'local' } as const;
      const changes = changesBetween(before, { ...before, local: facts });
      expect(changes.added.length + changes.redirected.length).toBeLessThanOrEqual(facts.media.length);
    }),
    runs(1_000),
  );
});

it('reads any candidate line, or none', () => {
  const lines = realEvents.flatMap(event => (event.type === 'candidate' && event.candidate) || []);
  fc.assert(
    fc.property(fc.constantFrom(...lines), cuts, (candidate, all) => {
      const read = readCandidateLine({ ...candidate, line: cutUp(candidate.line, all).slice(0, 1024) });
      if (read) expect(read.port === null || read.port >= 0).toBe(true);
    }),
    runs(1_000),
  );
});

it('is not slowed down by a text that is nothing but beginnings', () => {
  for (const piece of [
    'm=',
    'a=',
    'a=mid:0\r\n',
    'm=audio 9 X 0\r\n',
    'a=group:BUNDLE 0 1\r\n',
    '\r\n',
    ' ',
  ]) {
    const facts = readSdp(piece.repeat(Math.floor(262_144 / piece.length)));
    transportMids(facts);
    credentialsChanged(facts, facts);
  }
});
