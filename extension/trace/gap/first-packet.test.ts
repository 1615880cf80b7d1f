import { describe, expect, it } from 'vitest';
import { type Arrivals, firstPacketAt } from './first-packet.ts';

/** How long after the first of so many packets the newest came, which came 57 ms after the last quiet reading. */
function tookMs(packets: number, given: Partial<Arrivals>): number {
  const jitter = { jitterMs: 1, jitterGrewMs: 0 };
  return (
    57 - firstPacketAt({ packets, earliest: 0, newest: 57, spacingMs: 50, perFrame: 3, ...jitter, ...given })
  );
}

describe('firstPacketAt, of audio', () => {
  const audio = { spacingMs: 20, perFrame: null };

  it('goes by the pace of the packets', () => {
    expect(tookMs(1, audio)).toBe(0);
    expect(tookMs(3, audio)).toBe(40);
  });

  it('goes by the jitter where they waited for the path: two deviations of what they were late by', () => {
    expect(tookMs(4, { ...audio, jitterMs: 6, jitterGrewMs: 5 })).toBe(60 - 5 * 8);
  });

  it('blames no wait for the jitter where there was room for all', () => {
    expect(tookMs(2, { ...audio, jitterMs: 6, jitterGrewMs: 5 })).toBe(20);
  });
});

describe('firstPacketAt, of video with three packets to a frame', () => {
  const grown = { jitterMs: 20, jitterGrewMs: 19 };

  it("takes a frame's worth for one frame", () => {
    expect(tookMs(3, {})).toBe(0);
    expect(tookMs(4, {})).toBe(0);
  });

  it('takes two frames for evenly paced where the jitter stayed', () => {
    expect(tookMs(6, {})).toBe(50);
    expect(tookMs(7, {})).toBe(50);
  });

  it('takes no more frames than fit', () => {
    expect(tookMs(9, {})).toBe(50);
    expect(tookMs(6, { earliest: 22 })).toBe(0);
  });

  it('takes as many packets for one key frame where the jitter grew', () => {
    expect(tookMs(6, grown)).toBe(0);
    expect(tookMs(8, grown)).toBe(0);
  });

  it('takes more for a key frame and what came after it, in little time if need be', () => {
    expect(tookMs(13, grown)).toBe(50);
    expect(tookMs(13, { ...grown, earliest: 22 })).toBe(17.5);
  });

  it('hedges where the stream was never even, or two packets may be one frame', () => {
    expect(tookMs(6, { jitterMs: 8 })).toBe(25);
    expect(tookMs(2, { perFrame: 1 })).toBe(25);
  });

  it('says nothing of a stream whose pace is not known', () => {
    expect(tookMs(6, { spacingMs: 0 })).toBe(0);
  });
});
