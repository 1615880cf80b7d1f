import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowOf, withDifferences } from './reading-row.ts';

const t = 1_795_471_354_884.9;
const reading = {
  seq: 7,
  t,
  transports: [{ id: 'T', at: t - 1.2, bytesReceived: 500 }],
  inbound: [{ kind: 'audio', at: t - 0.7, packets: 50, lastPacketAt: t - 12.3 }],
};
type Reading = typeof reading;

/** A reading so much later, with so many packets more, and its newest packet so much older. */
function later(byMs: number, packets: number, olderMs: number): Reading {
  const next = structuredClone(reading);
  next.seq += 1;
  next.t += byMs;
  next.transports[0]!.at += byMs;
  next.inbound[0]!.at += byMs;
  next.inbound[0]!.packets += packets;
  next.inbound[0]!.lastPacketAt += byMs - olderMs;
  return next;
}

describe('the row of a reading', () => {
  it('tells how far time has run once, and of other times how they differ from that', () => {
    expect(rowOf(later(1_000, 50, 0), reading, 3)).toEqual([3, 1, 1_000, 0, 0, 0, 50]);
    expect(rowOf(later(1_000, 0, 1_000), reading, 0)).toEqual([0, 1, 1_000, 0, 0, 0, 0, -1_000]);
  });

  it('gives the reading back to the last digit', () => {
    const ms = fc.nat().map(tenths => tenths / 10);
    fc.assert(
      fc.property(ms, fc.nat(), ms, (byMs, packets, olderMs) => {
        const next = later(byMs, packets, olderMs);
        expect(withDifferences(structuredClone(reading), rowOf(next, reading, 0)!)).toEqual(next);
      }),
    );
  });

  it('is none when the reading has other fields, or another name', () => {
    expect(rowOf({ ...reading, more: 1 }, reading, 0)).toBeNull();
    const [transport] = reading.transports;
    expect(rowOf({ ...reading, transports: [{ ...transport, id: 'U' }] }, reading, 0)).toBeNull();
    expect(rowOf({ ...reading, transports: [] }, reading, 0)).toBeNull();
  });
});
