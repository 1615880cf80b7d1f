import { describe, expect, it } from 'vitest';
import { type PassedPacket, StreamRecord } from './stream-record.ts';

/** A packet sent at once when it came, unless `heldMs` says otherwise. */
function packet(arrivedAt: number, heldMs = 0): PassedPacket {
  return {
    sender: 'alice',
    receiver: 'bob',
    ssrc: 7,
    payloadType: 111,
    arrivedAt,
    forwardedAt: arrivedAt + heldMs,
  };
}

describe('a silence', () => {
  it('lasts from the last packet forwarded before to the first after', () => {
    const stream = new StreamRecord(packet(1000));
    stream.forwarded(packet(1020));
    stream.dropped('cut');
    stream.dropped('cut');
    stream.forwarded(packet(2520.5));
    expect(stream.silences).toEqual([
      {
        sender: 'alice',
        receiver: 'bob',
        ssrc: 7,
        payloadType: 111,
        from: 1020,
        to: 2520.5,
        durationMs: 1500.5,
        cause: 'cut',
        droppedPackets: 2,
      },
    ]);
  });

  it('is blamed on what was lost in it, and on nothing lost before', () => {
    const stream = new StreamRecord(packet(0));
    stream.dropped('cut');
    stream.forwarded(packet(20));
    stream.dropped('rebind');
    stream.forwarded(packet(500));
    stream.forwarded(packet(1000));
    expect(stream.silences.map(each => each.cause)).toEqual(['rebind', 'sender']);
  });

  it('is the delay when the packets came in time and only left late', () => {
    const stream = new StreamRecord(packet(0));
    stream.forwarded(packet(20, 300));
    expect(stream.silences.map(each => each.cause)).toEqual(['delay']);
  });

  it('is longer than the pacing of frames', () => {
    const stream = new StreamRecord(packet(0));
    stream.forwarded(packet(66));
    expect(stream.silences).toEqual([]);
  });
});

it('keeps the forward times of the last minute only', () => {
  const stream = new StreamRecord(packet(0));
  for (let at = 1000; at <= 100_000; at += 1000) stream.forwarded(packet(at));
  expect(stream.recentTimes()).toHaveLength(61);
  expect(stream.recentTimes()[0]).toBe(40_000);
  expect(stream.summary()).toMatchObject({ packets: 101, firstForwardedAt: 0, lastForwardedAt: 100_000 });
});
