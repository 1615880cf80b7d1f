import { describe, expect, it } from 'vitest';
import type { InboundStream } from '../schema/sample.ts';
import { Playout } from './playout.ts';

const stream = { ssrc: 1, mid: '0', packets: 0, bytes: 0 };

/** Readings every 50 ms over 10 s. */
function playout(counters: (at: number) => Partial<InboundStream>): Playout {
  const read = new Playout();
  for (let at = 0; at <= 10_000; at += 50) {
    read.add({ ...stream, kind: 'video', at, samples: at * 48, ...counters(at) });
  }
  return read;
}

describe('Playout', () => {
  it('gives the frozen time that the browser adds up around a network gap', () => {
    const read = playout(at => (at >= 5_300 ? { freezes: 1, freezeMs: 2_250 } : { freezes: 0, freezeMs: 0 }));
    const frozen = read.frozen(3_000, 5_100);
    expect(frozen).toMatchObject({ from: 3_000, durationMs: 2_250 });
    expect(frozen!.lowMs).toBeLessThan(2_250);
    expect(frozen!.highMs).toBeGreaterThan(2_250);
  });

  it('says that several freezes leave the longest in doubt', () => {
    const read = playout(at => (at >= 5_300 ? { freezes: 3, freezeMs: 3_000 } : { freezes: 0, freezeMs: 0 }));
    expect(read.frozen(3_000, 5_100)!.lowMs).toBeLessThan(1_000);
  });

  it('counts concealed sound in the output’s own samples, its silent part apart', () => {
    const concealedAt = (at: number) => Math.min(Math.max(at - 3_000, 0), 2_000) * 48;
    const read = playout(at => ({ concealed: concealedAt(at), silentConcealed: concealedAt(at) * 0.75 }));
    const concealed = read.concealed(3_000, 5_000);
    expect(concealed!.durationMs).toBeCloseTo(2_000, 0);
    expect(concealed!.silentMs).toBeCloseTo(1_500, 0);
    expect(concealed!.lowMs).toBeLessThanOrEqual(2_000);
  });

  it('says nothing while the aftermath is still going on, or when nothing was noticed', () => {
    const read = playout(() => ({ freezes: 0, freezeMs: 0, concealed: 0 }));
    expect(read.frozen(3_000, 5_000)).toBeNull();
    expect(read.concealed(3_000, 5_000)).toBeNull();
    expect(read.frozen(3_000, 9_900)).toBeNull();
  });
});
