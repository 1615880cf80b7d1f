import { describe, expect, it } from 'vitest';
import type { Candidate, Pair } from '../schema/candidate.ts';
import type { Side } from '../schema/events.ts';
import type { ConnectionView } from '../view.ts';
import { pathChangeOf } from './path-change.ts';
import { reasonOf } from './reason.ts';
import { newRecord, type RestartRecord } from './restart-record.ts';

const candidate = (fields: Partial<Candidate> = {}): Candidate => ({
  type: 'host',
  protocol: 'udp',
  address: '192.0.2.1',
  port: 5_000,
  ufrag: 'aaaa',
  ...fields,
});
const reflexive = (address: string, fields: Partial<Candidate> = {}) =>
  candidate({ type: 'srflx', address, relatedAddress: '192.0.2.1', ...fields });
const relayed = (url: string) => candidate({ type: 'relay', address: '203.0.113.9', url });
const pairOf = (local: Candidate): Pair => ({ local, remote: candidate({ address: '198.51.100.1' }) });

interface Told {
  before?: Candidate;
  after?: Candidate;
  gathered?: Candidate[];
  earlier?: Candidate[];
}

function facts({ before = candidate(), after, gathered = [], earlier = [] }: Told) {
  const start = { id: 'c/1', initiator: 'local', trigger: 'restartIce', requestedAt: 10_000 } as const;
  const record: RestartRecord = {
    ...newRecord(start, { localUfrag: 'aaaa', remoteUfrag: 'bbbb', pair: pairOf(before) }),
    offeredAt: 10_010,
    gathered: gathered.map(each => ({ t: 10_020, candidate: each })),
  };
  if (after) {
    record.pair.to = pairOf(after);
    record.selectedAt = 10_300;
  }
  const candidates = earlier.map(each => ({ t: 100, side: 'local' as Side, candidate: each }));
  return { record, connection: { candidates } as Partial<ConnectionView> as ConnectionView };
}

const reason = (told: Told, cause: Parameters<typeof reasonOf>[1] = 'disconnected') => {
  const { record, connection } = facts(told);
  return reasonOf(record, cause, connection);
};

describe('reasonOf', () => {
  it('is the cause itself where the new generation shows nothing more', () => {
    expect(reason({ gathered: [candidate()] })).toBe('disconnected');
    expect(reason({ gathered: [] }, 'failed')).toBe('failed');
    expect(reason({ gathered: [candidate({ address: '192.0.2.7' })] }, 'none')).toBe('preemptive');
  });

  it('tells a handover by the interface that is gone, or another kind of network', () => {
    expect(reason({ gathered: [candidate({ address: '198.18.0.5' })] })).toBe('network-handover');
    const wifi = candidate({ networkType: 'wifi' });
    expect(reason({ before: wifi, after: { ...wifi, networkType: 'cellular' } })).toBe('network-handover');
    expect(reason({ before: wifi, after: { ...wifi, networkType: 'unknown' } })).toBe('disconnected');
    expect(reason({}, 'network-change')).toBe('network-handover');
  });

  it('takes no name of mDNS for an address', () => {
    const hidden = candidate({ address: '0f0e.local' });
    expect(reason({ before: hidden, gathered: [candidate({ address: '1a1b.local' })] })).toBe('disconnected');
    expect(reason({ gathered: [hidden] })).toBe('disconnected');
  });

  it('tells a new public address of the same interface', () => {
    const [old, now] = [reflexive('203.0.113.1'), reflexive('203.0.113.2')];
    expect(reason({ earlier: [old], gathered: [candidate(), now] })).toBe('nat-rebinding');
    expect(reason({ earlier: [old], gathered: [candidate(), old] })).toBe('disconnected');
    // Seen by another server through another NAT than before, and by the old one as before.
    expect(reason({ earlier: [old, now], gathered: [candidate(), now] })).toBe('disconnected');
  });

  it('tells a relay that is lost, unless the whole network is', () => {
    const before = relayed('turn:one.example');
    expect(reason({ before, gathered: [candidate()] })).toBe('relay-lost');
    expect(reason({ before }, 'network-change')).toBe('network-handover');
    expect(reason({ before }, 'none')).toBe('preemptive');
  });
});

describe('pathChangeOf', () => {
  const changed = (before: Candidate, after: Candidate) =>
    pathChangeOf(facts({ before, after }).record)?.changed;

  it('names what is another, and nothing that only one of the pairs tells', () => {
    expect(changed(candidate(), candidate({ port: 6_000, ufrag: 'cccc' }))).toEqual([]);
    expect(changed(candidate(), reflexive('203.0.113.1'))).toEqual(['local-type', 'local-address']);
    expect(changed(candidate({ address: null }), candidate())).toEqual([]);
    expect(changed(candidate({ type: 'prflx' }), candidate())).toEqual([]);
    expect(changed(relayed('turn:one.example'), relayed('turn:other.example'))).toEqual(['relay-server']);
  });

  it('says so when the old pair stayed, and nothing without a pair before and after', () => {
    const { record } = facts({ after: candidate() });
    expect(pathChangeOf({ ...record, selectedAt: null })).toMatchObject({ kept: true, changed: [] });
    expect(pathChangeOf(facts({}).record)).toBeUndefined();
  });
});
