/** A UDP datagram out of a capture. */
export interface CapturedDatagram {
  /** When the kernel saw it, epoch milliseconds. */
  t: number;
  sourcePort: number;
  destinationPort: number;
  /** As much of it as was kept. */
  payload: Buffer;
}

const fileHeaderBytes = 24;
const recordHeaderBytes = 16;
const nanosecondMagic = 0xa1b23c4d;
const microsecondMagic = 0xa1b2c3d4;
const ethernet = 1;
const ethernetBytes = 14;
const ipv4 = 0x0800;
const udp = 17;
const udpBytes = 8;

/** Reads a capture file of the classic format (little-endian, Ethernet) while it still grows. */
export class PcapReader {
  #pending = Buffer.alloc(0);
  #fractionsPerMs: number | null = null;

  /** Takes the file's next bytes, cut anywhere, and answers the UDP datagrams completed by them. */
  read(bytes: Buffer): CapturedDatagram[] {
    this.#pending = Buffer.concat([this.#pending, bytes]);
    if (this.#fractionsPerMs === null && !this.#readFileHeader()) return [];
    const datagrams: CapturedDatagram[] = [];
    let offset = 0;
    while (this.#pending.length - offset >= recordHeaderBytes) {
      const end = offset + recordHeaderBytes + this.#pending.readUInt32LE(offset + 8);
      if (end > this.#pending.length) break;
      const datagram = this.#readRecord(this.#pending.subarray(offset, end));
      if (datagram) datagrams.push(datagram);
      offset = end;
    }
    this.#pending = this.#pending.subarray(offset);
    return datagrams;
  }

  #readFileHeader(): boolean {
    if (this.#pending.length < fileHeaderBytes) return false;
    const magic = this.#pending.readUInt32LE(0);
    const linkType = this.#pending.readUInt32LE(20);
    if ((magic !== nanosecondMagic && magic !== microsecondMagic) || linkType !== ethernet) {
      throw new Error(`expected an Ethernet capture, got magic ${magic.toString(16)}, link ${linkType}`);
    }
    this.#fractionsPerMs = magic === nanosecondMagic ? 1e6 : 1e3;
    this.#pending = this.#pending.subarray(fileHeaderBytes);
    return true;
  }

  #readRecord(record: Buffer): CapturedDatagram | null {
    const t = record.readUInt32LE(0) * 1_000 + record.readUInt32LE(4) / (this.#fractionsPerMs ?? 1);
    const frame = record.subarray(recordHeaderBytes);
    if (frame.length < ethernetBytes + 20 || frame.readUInt16BE(12) !== ipv4) return null;
    const packet = frame.subarray(ethernetBytes);
    const ipBytes = (packet.readUInt8(0) & 0x0f) * 4;
    if (packet.readUInt8(9) !== udp || packet.length < ipBytes + udpBytes) return null;
    return {
      t,
      sourcePort: packet.readUInt16BE(ipBytes),
      destinationPort: packet.readUInt16BE(ipBytes + 2),
      payload: packet.subarray(ipBytes + udpBytes),
    };
  }
}
