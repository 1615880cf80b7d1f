import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Reading, type Silence, SilenceDetector } from './silence.ts';

const options = { leastMs: 60, clockMs: 1 };

/** What a browser's counters say at the given times of packets that arrived at `arrivals`. */
function readings(arrivals: number[], times: number[]): Reading[] {
  return times.map(at => {
    const until = arrivals.filter(arrival => arrival <= at);
    return {
      at,
      until: at,
      packets: until.length,
      missing: 0,
      again: 0,
      frames: null,
      lastPacketAt: until.at(-1) ?? null,
      jitterMs: null,
    };
  });
}

function silencesOf(arrivals: number[], times: number[]): Silence[] {
  const detector = new SilenceDetector(options);
  return readings(arrivals, times)
    .map(reading => detector.read(reading))
    .filter(silence => silence !== null);
}

/** Interarrival jitter after so many packets (RFC 3550, section 6.4.1). */
function jitterMs(sent: number[], arrivals: number[], packets: number): number {
  let jitter = 0;
  for (let i = 1; i < packets; i++) {
    const deviation = Math.abs(arrivals[i]! - arrivals[i - 1]! - (sent[i]! - sent[i - 1]!));
    jitter += (deviation - jitter) / 16;
  }
  return jitter;
}

const every = (ms: number, from: number, to: number) => {
  const times: number[] = [];
  for (let t = from; t < to; t += ms) times.push(t);
  return times;
};

describe('SilenceDetector', () => {
  it('brackets a cut between the last packet and the first reading that counts a new one', () => {
    const arrivals = [...every(20, 1000, 6000), ...every(20, 7_513, 12_000)];
    const times = [...every(1000, 1_100, 6_500), ...every(50, 6_500, 9_000)];
    const [silence, ...more] = silencesOf(arrivals, times);
    expect(more).toEqual([]);
    expect(silence).toMatchObject({ from: 5_980 });
    expect(silence!.to).toBeCloseTo(7_513, 0);
    expect(silence!.lowMs).toBeLessThanOrEqual(7_513 - 5_980);
    expect(silence!.highMs).toBeGreaterThanOrEqual(7_513 - 5_980);
    expect(silence!.highMs - silence!.lowMs).toBeLessThanOrEqual(60);
  });

  it('tells by the jitter that audio waited for the path and came all at once', () => {
    const sent = every(20, 1_000, 9_000).filter(t => t < 6_000 || t >= 7_440);
    const arrivals = sent.map(t => (t < 6_000 ? t : Math.max(t, 7_500)));
    const detector = new SilenceDetector(options);
    const silences = readings(arrivals, [...every(200, 1_100, 7_400), ...every(55, 7_400, 8_000)])
      .map(reading => ({ ...reading, jitterMs: jitterMs(sent, arrivals, reading.packets) }))
      .map(reading => detector.read(reading))
      .filter(silence => silence !== null);
    expect(silences).toMatchObject([{ from: 5_980 }]);
    // By the packets alone it would be 7,440.
    expect(Math.abs(silences[0]!.to - 7_500)).toBeLessThan(10);
  });

  it('tells that a stream is silent while it is', () => {
    const detector = new SilenceDetector(options);
    const times = [...every(200, 1_100, 4_000)];
    for (const reading of readings(every(20, 1_000, 3_000), times)) detector.read(reading);
    expect(detector.silentSince).toBe(2_980);
  });

  it('finds nothing in a steady stream, however it is read', () => {
    expect(silencesOf(every(20, 1_000, 60_000), every(1_000, 1_100, 60_000))).toEqual([]);
    expect(silencesOf(every(20, 1_000, 60_000), every(50, 1_100, 60_000))).toEqual([]);
  });

  it('judges a stream by its own spacing', () => {
    expect(silencesOf(every(400, 1_000, 60_000), every(50, 1_500, 60_000))).toEqual([]);
  });

  it('begins anew when the counters do', () => {
    const detector = new SilenceDetector(options);
    const counted = { missing: 0, again: 0, frames: null, jitterMs: null };
    detector.read({ ...counted, at: 1_000, until: 1_000, packets: 500, lastPacketAt: 990 });
    expect(
      detector.read({ ...counted, at: 9_000, until: 9_000, packets: 3, lastPacketAt: 8_990 }),
    ).toBeNull();
  });

  it('never gives a bracket that misses the truth', () => {
    const cut = fc.record({
      spacing: fc.integer({ min: 10, max: 60 }),
      cutAt: fc.integer({ min: 3_000, max: 6_000 }),
      length: fc.integer({ min: 300, max: 8_000 }),
      sampling: fc.array(fc.integer({ min: 30, max: 1_100 }), { minLength: 60, maxLength: 120 }),
      jitter: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 16, maxLength: 16 }),
    });
    fc.assert(
      fc.property(cut, ({ spacing, cutAt, length, sampling, jitter }) => {
        const arrivals = every(spacing, 1_000, 20_000)
          .filter(t => t < cutAt || t >= cutAt + length)
          .map((t, i) => t + jitter[i % jitter.length]!);
        let t = 1_000;
        const times = sampling.map(step => (t += step));
        const before = arrivals.filter(arrival => arrival < cutAt + 9).at(-1)!;
        const truth = arrivals.find(arrival => arrival > before)! - before;
        for (const { lowMs, durationMs, highMs } of silencesOf(arrivals, times)) {
          if (durationMs < 200) continue;
          expect(lowMs).toBeLessThanOrEqual(truth);
          expect(highMs).toBeGreaterThanOrEqual(truth);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('lets what lies before the time asked about hide nothing, unless packets were lost', () => {
    const hiddenAtMost = (missing: number) => {
      const detector = new SilenceDetector(options);
      const times = [1_500, 2_000, 6_500, 6_550, 6_600];
      for (const reading of readings(every(20, 1_000, 7_000), times))
        detector.read(reading.at > 6_000 ? { ...reading, missing } : reading);
      return detector.hiddenAtMost(6_490, 6_600, 5_000);
    };
    expect(hiddenAtMost(0)).toBeLessThan(60);
    expect(hiddenAtMost(1)).toBeGreaterThan(4_000);
  });
});
