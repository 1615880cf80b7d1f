import { expect, it } from 'vitest';
import { readCandidateLine } from './candidate-line.ts';

const signalled = (line: string) => ({ line, mid: '0', ufrag: null });

it('reads a relay candidate of Chromium', () => {
  const line =
    'candidate:1 1 udp 41885439 203.0.113.7 50001 typ relay raddr 198.51.100.2 rport 40000 generation 0 ufrag Ab+/ network-cost 999';
  expect(readCandidateLine(signalled(line))).toMatchObject({
    type: 'relay',
    protocol: 'udp',
    priority: 41885439,
    address: '203.0.113.7',
    port: 50001,
    relatedAddress: '198.51.100.2',
    relatedPort: 40000,
    ufrag: 'Ab+/',
  });
});

it('reads a TCP candidate of Firefox, written as an attribute', () => {
  const line = 'a=candidate:2 1 TCP 2105458943 192.0.2.2 9 typ host tcptype active';
  expect(readCandidateLine(signalled(line))).toMatchObject({ protocol: 'tcp', port: 9, tcpType: 'active' });
});

it.each(['', 'candidate:', 'candidate:1 1 udp', 'no candidate at all typ'])(
  'takes "%s" for no candidate',
  line => {
    expect(readCandidateLine(signalled(line))).toBeNull();
  },
);
