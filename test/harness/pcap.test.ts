import { describe, expect, it } from 'vitest';
import { PcapReader } from './pcap.ts';

function fileHeader(magic = 0xa1b23c4d): Buffer {
  const header = Buffer.alloc(24);
  header.writeUInt32LE(magic, 0);
  header.writeUInt32LE(1, 20);
  return header;
}

function record(seconds: number, fraction: number, { protocol = 17, payload = 'hello' } = {}): Buffer {
  const frame = Buffer.alloc(14 + 20 + 8);
  frame.writeUInt16BE(0x0800, 12);
  frame.writeUInt8(0x45, 14);
  frame.writeUInt8(protocol, 14 + 9);
  frame.writeUInt16BE(1_111, 34);
  frame.writeUInt16BE(2_222, 36);
  const kept = Buffer.concat([frame, Buffer.from(payload)]);
  const header = Buffer.alloc(16);
  header.writeUInt32LE(seconds, 0);
  header.writeUInt32LE(fraction, 4);
  header.writeUInt32LE(kept.length, 8);
  header.writeUInt32LE(1_500, 12);
  return Buffer.concat([header, kept]);
}

describe('a capture file', () => {
  it('is read to the nanosecond', () => {
    const [datagram] = new PcapReader().read(Buffer.concat([fileHeader(), record(1_700_000_000, 1_250_000)]));
    expect(datagram).toMatchObject({ t: 1_700_000_000_001.25, sourcePort: 1_111, destinationPort: 2_222 });
    expect(datagram?.payload.toString()).toBe('hello');
  });

  it('is read as it grows, wherever it is cut', () => {
    const bytes = Buffer.concat([fileHeader(), record(1, 0), record(2, 0), record(3, 0)]);
    const reader = new PcapReader();
    const datagrams = [...bytes].flatMap(byte => reader.read(Buffer.from([byte])));
    expect(datagrams.map(({ t }) => t)).toEqual([1_000, 2_000, 3_000]);
  });

  it('knows microseconds too, and passes over what is not UDP', () => {
    const bytes = Buffer.concat([fileHeader(0xa1b2c3d4), record(1, 500, { protocol: 6 }), record(2, 500)]);
    expect(new PcapReader().read(bytes).map(({ t }) => t)).toEqual([2_000.5]);
  });

  it('says when it is of another kind', () => {
    expect(() => new PcapReader().read(Buffer.alloc(24))).toThrow('expected an Ethernet capture');
  });
});
