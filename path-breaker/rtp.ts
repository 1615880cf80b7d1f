/** The fields of an RTP header that SRTP leaves in the clear. */
export interface RtpHeader {
  ssrc: number;
  payloadType: number;
  sequenceNumber: number;
}

const HEADER_BYTES = 12;

/** Reads a datagram's RTP header; `null` for all else that shares the path (STUN, DTLS, RTCP). */
export function parseRtpHeader(datagram: Buffer): RtpHeader | null {
  if (datagram.length < HEADER_BYTES) return null;
  const first = datagram.readUInt8(0);
  // RFC 7983 tells RTP and RTCP from the rest by the first byte, RFC 5761 tells them apart by the second.
  if (first < 128 || first > 191) return null;
  const second = datagram.readUInt8(1);
  if (second >= 192 && second <= 223) return null;
  return {
    ssrc: datagram.readUInt32BE(8),
    payloadType: second & 0x7f,
    sequenceNumber: datagram.readUInt16BE(2),
  };
}
