import { expect, it } from 'vitest';
import { parseRtpHeader } from './rtp.ts';

const RTP = Buffer.from('80ef1234000010006a0b0c0ddeadbeef', 'hex');

it('reads SSRC, payload type and sequence number, whatever the marker bit', () => {
  expect(parseRtpHeader(RTP)).toEqual({ ssrc: 0x6a0b0c0d, payloadType: 111, sequenceNumber: 0x1234 });
});

it.each([
  ['a STUN binding request', '000100002112a442000102030405060708090a0b'],
  ['a DTLS record', '16fefd0000000000000000003001000024'],
  ['an RTCP sender report', '80c800066a0b0c0d0000000000000000'],
  ['an RTCP feedback message', '81ce00026a0b0c0d0000000000000000'],
  ['a datagram shorter than the header', '80ef1234'],
])('takes %s for no media', (_what, hex) => {
  expect(parseRtpHeader(Buffer.from(hex, 'hex'))).toBeNull();
});
