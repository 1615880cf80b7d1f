import { expect, it } from 'vitest';
import type { Candidate } from '../../trace/schema/candidate.ts';
import { counted, pairName, streamName, streamPlace } from './words.ts';

function candidate(fields: Partial<Candidate>): Candidate {
  return { type: 'host', protocol: 'udp', address: null, port: null, ufrag: null, ...fields };
}

it('names a pair by its types, and by the network under it where that is known', () => {
  const remote = candidate({ type: 'srflx' });
  expect(pairName({ local: candidate({}), remote })).toBe('host → srflx');
  expect(pairName({ local: candidate({ networkType: 'wifi' }), remote })).toBe('host wifi → srflx');
  expect(pairName({ local: candidate({ networkType: 'unknown', protocol: 'tcp' }), remote })).toBe(
    'host tcp → srflx',
  );
  expect(pairName({ local: candidate({ type: 'relay', relayProtocol: 'tls' }), remote })).toBe(
    'relay/tls → srflx',
  );
  expect(pairName(null)).toBe('none');
});

it('names a stream', () => {
  expect(streamName({ kind: 'video', direction: 'outbound' })).toBe('Video out');
  expect(streamPlace({ mid: null, ssrc: 77 })).toBe('ssrc 77');
});

it('counts', () => {
  expect(counted(1, 'restart')).toBe('1 restart');
  expect(counted(1_204, 'event')).toBe('1,204 events');
});
