import { describe, expect, it } from 'vitest';
import { type Arrivals, firstPacketAt } from './first-packet.ts';

/** How long after the first of so many packets the newest came, which came 57 ms after the last quiet reading. */
function tookMs(packets: number, given: Partial<Arrivals>): number {
  const usual = { spacingMs: 50, perFrame: 3, jitterMs: 1, jitterGrewMs: 0, jumped: false };
  return 57 - firstPacketAt({ packets, earliest: 0, newest: 57, ...usual, ...given });
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

  it('goes by the jitter of the second after a jump, of which it leaves the first out', () => {
    expect(tookMs(4, { ...audio, jitterMs: 5, jitterGrewMs: 3, jumped: true })).toBe(60 - 3 * 8 - 20);
  });

  it('takes what waited longer than all of them should have taken for a burst', () => {
    expect(tookMs(4, { ...audio, jitterMs: 12, jitterGrewMs: 11 })).toBe(0);
  });
});

describe('firstPacketAt, of video with three packets to a frame', () => {
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

  it('goes by the jitter where they waited for the path, as audio does', () => {
    expect(tookMs(6, { jitterMs: 5, jitterGrewMs: 4 })).toBe(50 - 4 * 8);
    expect(tookMs(6, { jitterMs: 20, jitterGrewMs: 19 })).toBe(0);
  });

  it('hedges where the stream was never even, or two packets may be one frame', () => {
    expect(tookMs(6, { jitterMs: 8 })).toBe(25);
    expect(tookMs(2, { perFrame: 1 })).toBe(25);
  });

  it('says nothing of a stream whose pace is not known', () => {
    expect(tookMs(6, { spacingMs: 0 })).toBe(0);
  });
});
