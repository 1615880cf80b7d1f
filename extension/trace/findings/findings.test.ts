import { describe, expect, it } from 'vitest';
import { newRecord, type RestartRecord } from '../fold/restart-record.ts';
import type { Candidate, Pair } from '../schema/candidate.ts';
import type { Gap, Restart } from '../schema/trace.ts';
import type { ConnectionView, FrameView, Segment } from '../view.ts';
import { findingsOfConnection, findingsOfRebuild, findingsOfRestart, themes } from './findings.ts';
import type { RestartFacts } from './rule.ts';

const candidate = (fields: Partial<Candidate> = {}): Candidate => ({
  type: 'host',
  protocol: 'udp',
  address: '192.0.2.1',
  port: 5_000,
  ufrag: 'aaaa',
  ...fields,
});
const pairOf = (local: Partial<Candidate> = {}): Pair => ({
  local: candidate(local),
  remote: candidate({ address: '198.51.100.1' }),
});

const gapOf = (from: number, to: number): Gap => {
  const durationMs = to - from;
  const stream = { direction: 'inbound', kind: 'audio', layer: 'network', mid: '0', ssrc: 1 } as const;
  return { ...stream, from, to, durationMs, lowMs: durationMs, highMs: durationMs };
};

function lane(...changes: [from: number, value: string][]): Segment<string>[] {
  return changes.map(([from, value], i) => ({ from, to: changes[i + 1]?.[0] ?? null, value }));
}

function connectionOf(fields: Partial<ConnectionView> = {}): ConnectionView {
  const lanes = { ice: lane([0, 'connected']), connection: lane([0, 'connected']) };
  return { createdAt: 0, closedAt: null, restarts: [], streams: [], ...lanes, ...fields } as ConnectionView;
}

/** A restart asked for at 10,000 and completed 500 ms later, as far as nothing else is said. */
function factsOf(
  restart: Partial<Restart> = {},
  record: Partial<RestartRecord> = {},
  around: Partial<RestartFacts> = {},
): RestartFacts {
  const start = { id: 'c/1', initiator: 'local', trigger: 'restartIce', requestedAt: 10_000 } as const;
  const pair = pairOf();
  const full: RestartRecord = {
    ...newRecord(start, { localUfrag: 'aaaa', remoteUfrag: 'bbbb', pair }),
    outcome: 'completed',
    offeredAt: 10_010,
    offeredBy: 'local',
    answeredAt: 10_100,
    selectedAt: 10_400,
    settledAt: 10_500,
    ...record,
  };
  const told = {
    ...start,
    connectionId: 'c',
    cause: 'disconnected',
    outcome: full.outcome,
    settledAt: full.settledAt,
    localUfrag: full.localUfrag,
    remoteUfrag: full.remoteUfrag,
    pair: { from: pair, to: pairOf({ address: '203.0.113.1' }) },
    phases: [],
    gaps: [],
    findings: [],
    ...restart,
  } as Restart;
  return {
    restart: told,
    record: full,
    connection: connectionOf(),
    frame: undefined,
    now: 11_000,
    ...around,
  };
}

const codes = (facts: RestartFacts) => findingsOfRestart(facts).map(({ code }) => code);
const messageOf = (code: string, facts: RestartFacts) =>
  findingsOfRestart(facts).find(finding => finding.code === code)?.message;

describe('the rules', () => {
  const rules = themes.flatMap(theme => theme.rules);

  it('have codes of their own, fit to be named in checks and links', () => {
    const all = rules.map(({ code }) => code);
    expect(new Set(all).size).toBe(all.length);
    for (const code of all) expect(code).toMatch(/^[a-z]+(-[a-z]+)+$/);
  });

  it('say what to do, and where it is explained', () => {
    const [finding] = findingsOfRestart(factsOf({}, { remoteIceLite: true }));
    expect(finding).toMatchObject({ severity: 'note', link: 'docs/findings.md#remote-ice-lite' });
    expect(finding!.advice).toMatch(/\.$/);
  });

  it('find nothing in a restart as it should be', () => {
    expect(codes(factsOf())).toEqual([]);
  });
});

describe('asking', () => {
  it('tells that nobody followed up, once an application would have', () => {
    const unoffered = { outcome: 'pending', offeredAt: null, settledAt: null, answeredAt: null } as const;
    expect(codes(factsOf({}, unoffered))).toEqual([]);
    const later = factsOf({}, unoffered, { now: 14_000 });
    expect(messageOf('never-offered', later)).toBe(
      '`restartIce()` was called, and no offer followed within 4,000 ms.',
    );
  });

  it('tells of the wait for failed, and how soon disconnected came', () => {
    const ice = lane([0, 'connected'], [3_000, 'disconnected'], [9_000, 'failed']);
    const phases: Restart['phases'] = [{ name: 'detect', from: 1_000, to: 10_000 }];
    const facts = factsOf({ cause: 'failed', phases, gaps: [gapOf(1_000, 10_500)] });
    const late = { ...facts, connection: connectionOf({ ice }) };
    expect(messageOf('waited-for-failed', late)).toBe(
      'The restart was asked for 9,000 ms after the last packet, when the state was `failed` (8,000 ms); `disconnected` had come at 2,000 ms.',
    );
    expect(codes(late)).not.toContain('late-restart');
    const mended = factsOf({ phases, gaps: [gapOf(1_000, 9_000)] });
    expect(codes(mended)).not.toContain('late-restart');
  });

  it('tells of a storm', () => {
    const facts = factsOf({}, { outcome: 'superseded', settledAt: 10_900 });
    const restarts = [10_000, 10_900, 12_000].map(requestedAt => ({ requestedAt }) as Restart);
    const stormy = { ...facts, connection: connectionOf({ restarts }) };
    expect(messageOf('superseded-too-soon', stormy)).toBe(
      'Another restart took its place after 900 ms. 3 restarts came within a minute.',
    );
    const network = lane([0, 'wifi'], [10_500, 'cellular']);
    const frame = { online: [] as Segment<boolean>[], network } as FrameView;
    expect(codes({ ...stormy, frame })).not.toContain('superseded-too-soon');
  });

  it('tells of a failure that nobody answered with a restart, and of no other', () => {
    const ice = lane([0, 'connected'], [2_000, 'disconnected'], [9_000, 'failed']);
    const found = (restarts: Restart[], now: number) =>
      findingsOfConnection({ connection: connectionOf({ ice, restarts }), now }).map(({ code }) => code);
    expect(found([], 10_000)).toEqual([]);
    expect(found([], 15_000)).toEqual(['no-restart-on-failure']);
    expect(found([{ requestedAt: 4_000 } as Restart], 15_000)).toEqual([]);
  });
});

describe('signalling', () => {
  it('tells of an offer without an answer', () => {
    const unanswered = { outcome: 'pending', answeredAt: null, settledAt: null } as const;
    expect(messageOf('never-answered', factsOf({}, unanswered, { now: 15_010 }))).toBe(
      'The offer was not answered within 5,000 ms.',
    );
  });

  it('tells of transports left behind, late candidates and other roles', () => {
    const changes = { added: [], removed: [], redirected: [], fingerprints: [], roles: true };
    const record = { transports: { offered: 2, accepted: 1 }, staleCandidates: 3, changes };
    expect(codes(factsOf({}, record))).toEqual(['partly-ignored', 'stale-candidates', 'dtls-roles-swapped']);
  });
});

describe('gathering', () => {
  it('names the server that all waited for', () => {
    const facts = factsOf(
      {},
      {
        gatheringFrom: 10_000,
        gatheringTo: 20_000,
        gathered: [{ t: 10_020, candidate: candidate() }],
        gatheringErrors: [{ t: 19_990, url: 'stun:stun.example', code: 701 }],
      },
    );
    expect(messageOf('slow-gathering-server', facts)).toBe(
      'Gathering took 10 s, 9,970 ms of it waiting for stun:stun.example alone.',
    );
  });

  it('names the server of a candidate that does not say where it came from, if there is only one', () => {
    const gathered = [
      { t: 10_020, candidate: candidate() },
      { t: 12_990, candidate: candidate({ type: 'srflx' }) },
    ];
    const slow = (...urls: string[]) =>
      factsOf(
        {},
        { gatheringFrom: 10_000, gatheringTo: 13_000, gathered, configuration: { iceServers: [{ urls }] } },
      );
    expect(messageOf('slow-gathering-server', slow('stun:stun.example'))).toBe(
      'Gathering took 3,000 ms, 2,970 ms of it waiting for stun:stun.example alone.',
    );
    expect(codes(slow('stun:stun.example', 'turn:turn.example'))).not.toContain('slow-gathering-server');
  });

  it('tells that the network was not known yet', () => {
    const online = [
      { from: 0, to: 12_500, value: false },
      { from: 12_500, to: null, value: true },
    ];
    const frame = { online, network: [] as Segment<string>[] } as FrameView;
    const failed = factsOf({}, { outcome: 'failed', settledAt: 30_000 }, { frame });
    expect(messageOf('network-not-known-yet', failed)).toBe(
      'The restart gathered nothing: the browser told of a network change 2,500 ms later.',
    );
    // An estimate of speed is no change of network.
    const slower = {
      online: [] as Segment<boolean>[],
      network: lane([0, '4g'], [12_500, '3g']),
    } as FrameView;
    expect(codes(factsOf({}, { outcome: 'failed', settledAt: 30_000 }, { frame: slower }))).not.toContain(
      'network-not-known-yet',
    );
  });

  it('tells whether there was a relay to fall back to', () => {
    const configuration = { iceServers: [{ urls: ['turn:turn.example'] }] };
    const failed = factsOf({}, { outcome: 'failed', configuration });
    expect(messageOf('no-relay-candidate', failed)).toBe(
      'No relay candidate was gathered: the 1 configured TURN URL gave none.',
    );
    const gathered = [{ t: 10_050, candidate: candidate({ type: 'relay' }) }];
    expect(codes(factsOf({}, { outcome: 'failed', gathered }))).not.toContain('no-relay-candidate');
  });
});

describe('the path', () => {
  it('tells of a relay that was lost', () => {
    const from = pairOf({ type: 'relay', url: 'turn:turn.example' });
    expect(messageOf('turn-lost', factsOf({ pair: { from, to: pairOf() } }))).toBe(
      'The path ran over the relay 192.0.2.1 of turn:turn.example and was lost.',
    );
    // Without a network no path works.
    const away = factsOf({ pair: { from, to: pairOf() }, reason: 'network-handover' });
    expect(codes(away)).not.toContain('turn-lost');
  });

  it('tells when the path is back and the media is not', () => {
    const streams = [
      { direction: 'inbound', kind: 'audio', silentSince: 4_000 },
    ] as ConnectionView['streams'];
    const around = { connection: connectionOf({ streams }), now: 14_500 };
    expect(messageOf('media-not-back', factsOf({}, {}, around))).toBe(
      'ICE is connected again, and 4,000 ms later audio is still silent.',
    );
    expect(codes(factsOf({}, {}, { ...around, now: 12_000 }))).toEqual([]);
  });

  it('says that no media was lost only where the readings leave no room for it', () => {
    const unbroken = (highMs: number) => [{ ...gapOf(10_400, 10_400), highMs }];
    expect(codes(factsOf({ gaps: unbroken(900) }))).toContain('no-media-lost');
    expect(codes(factsOf({ gaps: unbroken(6_000) }))).not.toContain('no-media-lost');
  });

  it('tells when the restart bought nothing', () => {
    const again = { pair: { from: pairOf(), to: pairOf() } };
    expect(codes(factsOf({ ...again, gaps: [gapOf(5_000, 9_000)] }))).toContain('same-pair');
    expect(codes(factsOf({ ...again, gaps: [gapOf(5_000, 10_450)] }))).not.toContain('same-pair');
    const reflexive = {
      pair: { from: pairOf({ type: 'prflx' }), to: pairOf() },
      gaps: [gapOf(5_000, 9_000)],
    };
    expect(codes(factsOf(reflexive))).toContain('same-pair');
  });
});

describe('each of these says its numbers', () => {
  const changes = { added: [], removed: [], redirected: [], fingerprints: [], roles: false };
  const cases: [code: string, facts: RestartFacts, message: string][] = [
    [
      'restart-without-need',
      factsOf({ cause: 'none' }),
      'Nothing was wrong with the path when the restart was asked for; it took 500 ms.',
    ],
    [
      'rolled-back',
      factsOf({}, { outcome: 'rolled-back' }),
      'The offer was rolled back 490 ms after it was made, and the restart with it.',
    ],
    [
      'slow-signalling',
      factsOf({ phases: [{ name: 'check', from: 12_010, to: 12_400 }] }, { answeredAt: 12_010 }),
      'The answer came 2,000 ms after the offer; the network needed 390 ms from there.',
    ],
    [
      'remote-ignored',
      factsOf({}, { outcome: 'ignored' }),
      'The far side answered after 490 ms with its old credentials: it ignored the restart.',
    ],
    [
      'stale-candidates',
      factsOf({}, { staleCandidates: 1 }),
      '1 candidate of the old generation came from the far side after its new credentials.',
    ],
    [
      'mixed-with-renegotiation',
      factsOf({}, { changes: { ...changes, added: ['video'] } }),
      'The same negotiation added video: no pure restart.',
    ],
    [
      'dtls-changed',
      factsOf({}, { changes: { ...changes, fingerprints: ['remote'] } }),
      'With the restart the far side’s DTLS fingerprint changed: no pure restart.',
    ],
    [
      'checks-failed',
      factsOf({}, { outcome: 'failed', gathered: [{ t: 10_020, candidate: candidate() }] }),
      'No pair of the new generation answered the checks within 400 ms of the answer.',
    ],
    [
      'offer-failed',
      factsOf(
        {},
        {
          outcome: 'failed',
          offeredAt: null,
          error: { method: 'createOffer', name: 'InvalidStateError', message: '' },
        },
      ),
      '`createOffer` failed with InvalidStateError.',
    ],
    [
      'kept-old-pair',
      factsOf({}, { selectedAt: null }),
      'The restart was answered, and the old pair (host 203.0.113.1 over udp) goes on carrying the connection.',
    ],
    [
      'never-connected',
      factsOf({ pair: { from: null, to: pairOf() } }),
      'No pair had been selected in the 10 s before the restart.',
    ],
    [
      'no-media-lost',
      factsOf({ gaps: [gapOf(10_400, 10_400)] }),
      'No media was lost: the new path took over after 400 ms, while the old one still worked.',
    ],
    [
      'late-restart',
      factsOf({ phases: [{ name: 'detect', from: 6_000, to: 10_000 }], gaps: [gapOf(6_000, 11_000)] }),
      '80 % of the silence was waiting: the restart was asked for 4,000 ms after the last packet.',
    ],
  ];

  it.each(cases)('%s', (code, facts, message) => {
    expect(messageOf(code, facts)).toBe(message);
    expect(codes(factsOf())).not.toContain(code);
  });
});

it('compares a rebuild with what restarts cost in the same trace', () => {
  const rebuild = {
    fromConnectionId: 'c.1',
    toConnectionId: 'c.2',
    cause: 'failed' as const,
    closedAt: 9_000,
    createdAt: 9_010,
    connectedAt: 9_500,
    gaps: [gapOf(1_000, 9_600)],
    findings: [],
  };
  const restarts = [{ gaps: [gapOf(0, 400)] } as unknown as Restart];
  expect(findingsOfRebuild({ rebuild, restarts })[0]?.message).toBe(
    'The connection was replaced by another, and media was silent for 8,600 ms; restarts in this trace cost 400 ms (median of 1).',
  );
});
