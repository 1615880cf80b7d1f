import { expect, it } from 'vitest';
import { parseCandidate } from './candidate.ts';

const HOST =
  'candidate:842163049 1 udp 1677729535 192.0.2.7 46154 typ host generation 0 ufrag EsAw network-cost 999';

it('keeps all but address and port of a UDP host candidate', () => {
  const parsed = parseCandidate(HOST);
  expect(parsed).toMatchObject({ kind: 'host', address: '192.0.2.7', port: 46154 });
  expect(parsed.kind === 'host' && parsed.at('127.0.0.1', 5000)).toBe(
    'candidate:842163049 1 udp 1677729535 127.0.0.1 5000 typ host generation 0 ufrag EsAw network-cost 999',
  );
});

it('reads the SDP spelling and an upper-case transport alike', () => {
  const parsed = parseCandidate('a=candidate:0 1 UDP 2122252543 127.0.0.1 37000 typ host');
  expect(parsed.kind === 'host' && parsed.at('127.0.0.1', 5000)).toBe(
    'a=candidate:0 1 UDP 2122252543 127.0.0.1 5000 typ host',
  );
});

it('knows the end of candidates', () => {
  expect(parseCandidate('')).toEqual({ kind: 'end' });
});

it.each([
  ['TCP', 'candidate:1 1 tcp 1518280447 192.0.2.7 9 typ host tcptype active'],
  ['IPv6', 'candidate:1 1 udp 2122262783 2001:db8::1 40000 typ host'],
  ['mDNS', 'candidate:1 1 udp 2122262783 7d8ffab3-9a4b-4c4f-a0bd-1a3b7fd5ae6b.local 40000 typ host'],
  ['reflexive', 'candidate:1 1 udp 1686052607 203.0.113.5 40000 typ srflx raddr 192.0.2.7 rport 40000'],
  ['relayed', 'candidate:1 1 udp 41885439 203.0.113.5 3478 typ relay raddr 0.0.0.0 rport 0'],
  ['malformed', 'candidate:?'],
])('represents no %s candidate', (_kind, line) => {
  expect(parseCandidate(line)).toEqual({ kind: 'other' });
});
