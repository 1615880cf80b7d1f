import { expect, it } from 'vitest';
import type { Candidate, Pair } from '../schema/candidate.ts';
import { takeoverOf } from './takeover.ts';

const candidate = (fields: Partial<Candidate> = {}): Candidate => ({
  type: 'host',
  protocol: 'udp',
  address: '192.0.2.1',
  port: 5_000,
  ufrag: 'aaaa',
  ...fields,
});
const remote = candidate({ address: '198.51.100.1', port: 7_000 });
const pair = (local: Partial<Candidate>, far = remote): Pair => ({ local: candidate(local), remote: far });
const base = { relatedAddress: '192.0.2.1', relatedPort: 5_000 };

it('tells a mapping that changed at either end from another pair that stood ready', () => {
  const mapped = pair({ type: 'prflx', address: '203.0.113.1', port: 1_111, ...base });
  const remapped = pair({ type: 'prflx', address: '203.0.113.1', port: 2_222, ...base });
  const elsewhere = pair({ type: 'prflx', address: '203.0.113.2', port: 2_222, ...base });
  expect(takeoverOf(mapped, remapped)).toBe('nat-rebinding');
  expect(takeoverOf(mapped, elsewhere)).toBe('nat-rebinding');
  const learned = candidate({ type: 'prflx', address: remote.address, port: 7_001 });
  expect(takeoverOf(mapped, { ...mapped, remote: learned })).toBe('nat-rebinding');
});

it('takes a pair over another interface, or over a relay, for a backup', () => {
  const home = pair({});
  expect(takeoverOf(home, pair({ address: '198.18.2.2' }))).toBe('backup-pair');
  expect(takeoverOf(home, pair({ type: 'prflx', address: '203.0.113.1', port: 1_111 }))).toBe('backup-pair');
  const relayed = candidate({ type: 'relay', address: '203.0.113.9' });
  expect(takeoverOf(home, { ...home, remote: relayed })).toBe('backup-pair');
});
