import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { StatsReader } from './stats.ts';

type Stat = { id: string; type: string; [name: string]: unknown };

/** Stands for the browser's report, and counts how it is read. */
class Report {
  scans = 0;
  readonly #stats: Map<string, Stat>;
  constructor(stats: Stat[]) {
    this.#stats = new Map(stats.map(stat => [stat.id, stat]));
  }
  get size() {
    return this.#stats.size;
  }
  get(id: string) {
    return this.#stats.get(id);
  }
  forEach(callback: (stat: Stat) => void) {
    this.scans++;
    this.#stats.forEach(stat => {
      callback(stat);
    });
  }
}

const transport = { id: 'T', type: 'transport', timestamp: 9, selectedCandidatePairId: 'P' };
const pair = { id: 'P', type: 'candidate-pair', localCandidateId: 'L', remoteCandidateId: 'R' };
const local = { id: 'L', type: 'local-candidate', candidateType: 'host', protocol: 'udp' };
const remote = { id: 'R', type: 'remote-candidate', candidateType: 'srflx', protocol: 'udp' };
const codec = { id: 'C', type: 'codec' };
const inbound = (ssrc: number, packetsReceived: number): Stat => ({
  id: `I${ssrc}`,
  type: 'inbound-rtp',
  kind: 'audio',
  ssrc,
  packetsReceived,
  timestamp: 9,
});
const outbound = { id: 'O', type: 'outbound-rtp', kind: 'audio', ssrc: 7, remoteId: 'RO', packetsSent: 5 };
const farReport = { id: 'RO', type: 'remote-inbound-rtp', packetsLost: 3, roundTripTime: 0.04 };
const all = (...inbounds: Stat[]) =>
  new Report([codec, transport, pair, local, remote, outbound, farReport, ...inbounds]);

describe('StatsReader', () => {
  let reader: () => StatsReader;
  beforeAll(async () => {
    vi.stubGlobal('RTCStatsReport', Report);
    const { StatsReader } = await import('./stats.ts');
    reader = () => new StatsReader();
    return () => vi.unstubAllGlobals();
  });

  it('reads streams, pairs and what the far side reports', () => {
    expect(reader().read(all(inbound(1, 20)))).toMatchObject({
      inbound: [{ ssrc: 1, packets: 20 }],
      outbound: [{ packets: 5, report: { lost: 3, rttMs: 40 } }],
      pairs: [{ transportId: 'T', pair: { local: { type: 'host' }, remote: { type: 'srflx' } } }],
    });
  });

  it('reads the same by ids, without going through', () => {
    const reads = reader();
    reads.read(all(inbound(1, 10)));
    const report = all(inbound(1, 20));
    const byIds = reads.read(report);
    expect(report.scans).toBe(0);
    expect(byIds).toEqual(reader().read(report));
  });

  it('goes through again when there are more entries, or one is gone', () => {
    const reads = reader();
    reads.read(all(inbound(1, 10)));
    const more = all(inbound(1, 20), inbound(2, 1));
    expect(reads.read(more).inbound.map(({ ssrc }) => ssrc)).toEqual([1, 2]);
    const another = all(inbound(1, 30), inbound(3, 1));
    expect(reads.read(another).inbound.map(({ ssrc }) => ssrc)).toEqual([1, 3]);
  });

  it('follows the transport to another pair', () => {
    const reads = reader();
    const other = { ...pair, id: 'P2', localCandidateId: 'L', currentRoundTripTime: 0.01 };
    const entries = [pair, other, local, remote];
    reads.read(new Report([transport, ...entries]));
    const moved = new Report([{ ...transport, selectedCandidatePairId: 'P2' }, ...entries]);
    expect(reads.read(moved).transports[0]).toMatchObject({ pairId: 'P2', rttMs: 10 });
    expect(moved.scans).toBe(0);
  });

  it('goes through every time where the pair is marked: another may be the next time', () => {
    const reads = reader();
    const bare = { id: 'T', type: 'transport', timestamp: 9 };
    const marked = (id: string, selected: boolean) => ({ ...pair, id, transportId: 'T', selected });
    reads.read(new Report([bare, marked('P', true), marked('P2', false), local, remote]));
    const moved = new Report([
      bare,
      marked('P', false),
      { ...marked('P2', true), bytesSent: 4 },
      local,
      remote,
    ]);
    expect(reads.read(moved).transports[0]!.bytesSent).toBe(4);
  });

  it('goes through now and then though nothing seems to have changed', () => {
    const reads = reader();
    const reports = Array.from({ length: 40 }, (_, i) => all(inbound(1, i)));
    for (const report of reports) reads.read(report);
    expect(reports.filter(({ scans }) => scans > 0).length).toBeGreaterThan(1);
  });
});
