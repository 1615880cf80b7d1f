import type { Candidate, Pair } from '../schema/candidate.ts';
import type { EventOf } from '../schema/events.ts';
import type { InboundStream, OutboundStream, TransportSample } from '../schema/sample.ts';

/** One object of a statistics report (webrtc-stats section 8), as JSON has it. */
export type Stat = Record<string, unknown>;
/** A report: its objects by their id. */
export type Report = Record<string, Stat>;

export interface Reading {
  /** When the browser began to collect the figures; 0 where no object says. */
  at: number;
  sample: Pick<EventOf<'sample'>, 'transports' | 'inbound' | 'outbound' | 'data'>;
  /** The selected pair of each transport. */
  pairs: { transportId: string; pair: Pair }[];
}

/** Reads a report of either browser, as the recorder does in the page. */
export function readReport(report: Report): Reading {
  const stats = Object.entries(report).map(([id, stat]) => ({ ...stat, id }) as Stat);
  const of = (type: string) => stats.filter(stat => stat.type === type);
  const pairOf = selectedPairs(report, of('candidate-pair'));
  const transports = of('transport');
  const sample = {
    transports: transports.map(stat => transportOf(stat, pairOf(stat))),
    inbound: of('inbound-rtp').flatMap(inboundOf),
    outbound: of('outbound-rtp').flatMap(stat => outboundOf(stat, report)),
    data: dataOf(of('data-channel')),
  };
  const times = [...sample.transports, ...sample.inbound].map(({ at }) => at);
  const pairs = transports.flatMap(stat => {
    const pair = describedPair(report, pairOf(stat));
    return pair ? [{ transportId: text(stat.id) ?? '', pair }] : [];
  });
  return { at: Math.max(0, ...times), sample, pairs };
}

/** Chromium names the pair in the transport; Firefox marks the pair itself. */
function selectedPairs(report: Report, pairs: Stat[]): (transport: Stat) => Stat | undefined {
  return transport => {
    const id = text(transport.selectedCandidatePairId);
    if (id !== undefined) return report[id] && { ...report[id], id };
    return pairs.find(pair => pair.selected === true && pair.transportId === transport.id);
  };
}

function inboundOf(stat: Stat): InboundStream[] {
  const stream = streamOf(stat);
  if (!stream) return [];
  return [
    {
      ...stream,
      packets: number(stat.packetsReceived) ?? 0,
      bytes: number(stat.bytesReceived) ?? 0,
      lastPacketAt: number(stat.lastPacketReceivedTimestamp),
      retransmitted: number(stat.retransmittedPacketsReceived),
      lost: number(stat.packetsLost),
      jitterMs: milliseconds(stat.jitter),
      frames: number(stat.framesReceived),
      framesDecoded: number(stat.framesDecoded),
      freezes: number(stat.freezeCount),
      freezeMs: milliseconds(stat.totalFreezesDuration),
      samples: number(stat.totalSamplesReceived),
      concealed: number(stat.concealedSamples),
      silentConcealed: number(stat.silentConcealedSamples),
    },
  ];
}

function outboundOf(stat: Stat, report: Report): OutboundStream[] {
  const stream = streamOf(stat);
  if (!stream) return [];
  const remote = report[text(stat.remoteId) ?? ''];
  return [
    {
      ...stream,
      packets: number(stat.packetsSent) ?? 0,
      bytes: number(stat.bytesSent) ?? 0,
      active: typeof stat.active === 'boolean' ? stat.active : undefined,
      report: remote && {
        at: number(remote.timestamp) ?? 0,
        lost: number(remote.packetsLost),
        rttMs: milliseconds(remote.roundTripTime),
      },
    },
  ];
}

function streamOf(stat: Stat) {
  const { kind } = stat;
  const ssrc = number(stat.ssrc);
  if ((kind !== 'audio' && kind !== 'video') || ssrc === undefined) return null;
  const at = number(stat.timestamp) ?? 0;
  return { ssrc, kind, mid: text(stat.mid) ?? null, transport: text(stat.transportId), at } as const;
}

function dataOf(channels: Stat[]) {
  if (channels.length === 0) return undefined;
  const sum = (name: string) => channels.reduce((total, stat) => total + (number(stat[name]) ?? 0), 0);
  return { messagesSent: sum('messagesSent'), messagesReceived: sum('messagesReceived') };
}

function transportOf(stat: Stat, pair: Stat | undefined): TransportSample {
  return {
    id: text(stat.id) ?? '',
    at: number(stat.timestamp) ?? 0,
    localUfrag: text(stat.iceLocalUsernameFragment),
    iceState: text(stat.iceState),
    dtlsState: text(stat.dtlsState),
    pairChanges: number(stat.selectedCandidatePairChanges),
    pairId: text(stat.selectedCandidatePairId),
    ...(pair && {
      rttMs: milliseconds(pair.currentRoundTripTime),
      bytesSent: number(pair.bytesSent),
      bytesReceived: number(pair.bytesReceived),
      lastSentAt: number(pair.lastPacketSentTimestamp),
      lastReceivedAt: number(pair.lastPacketReceivedTimestamp),
      checksAnswered: number(pair.responsesReceived),
    }),
  };
}

function describedPair(report: Report, pair: Stat | undefined): Pair | null {
  const local = report[text(pair?.localCandidateId) ?? ''];
  const remote = report[text(pair?.remoteCandidateId) ?? ''];
  return local && remote ? { local: candidateOf(local), remote: candidateOf(remote) } : null;
}

function candidateOf(stat: Stat): Candidate {
  return {
    type: text(stat.candidateType) ?? '',
    protocol: text(stat.protocol) ?? '',
    address: text(stat.address) || text(stat.ip) || null,
    port: number(stat.port) ?? null,
    ufrag: text(stat.usernameFragment) ?? null,
    relatedAddress: text(stat.relatedAddress),
    relatedPort: number(stat.relatedPort),
    url: text(stat.url),
    relayProtocol: text(stat.relayProtocol),
    priority: number(stat.priority),
    networkType: text(stat.networkType),
  };
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** webrtc-internals turns texts that look like numbers into numbers, a mid for one. */
function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value : undefined;
}

/** Seconds, as webrtc-stats counts them. */
function milliseconds(value: unknown): number | undefined {
  const seconds = number(value);
  return seconds === undefined ? undefined : seconds * 1000;
}
