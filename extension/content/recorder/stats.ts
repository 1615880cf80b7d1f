import type { Candidate, Pair } from '../../trace/schema/candidate.ts';
import type { InboundStream, OutboundStream, TransportSample } from '../../trace/schema/sample.ts';
import { append } from './builtins.ts';
import { forEachStats } from './native.ts';
import { own, ownNumber, ownSecondsAsMs, ownText, textOrNull } from './reading.ts';

/** What a report says, in the shape of a sample. */
export interface StatsReading {
  /** When the browser took the figures: equal to the reading before when it answered from its cache. */
  at: number;
  transports: TransportSample[];
  inbound: InboundStream[];
  outbound: OutboundStream[];
  data: { messagesSent: number; messagesReceived: number } | undefined;
  /** The selected pair of each transport. */
  pairs: { transportId: string; pair: Pair }[];
}

const maxStreams = 128;
const maxTransports = 64;

type ById = Record<string, object>;

/** Reads an `RTCStatsReport` (webrtc-stats section 8) of Chromium or Firefox. */
export function readStats(report: object): StatsReading {
  const byId: ById = { __proto__: null } as never;
  const reading: StatsReading = {
    at: 0,
    transports: [],
    inbound: [],
    outbound: [],
    data: undefined,
    pairs: [],
  };
  const transports: object[] = [];
  const outbound: object[] = [];
  /** Firefox marks the pair, not the transport. */
  const selected: object[] = [];
  forEachStats?.(report, (stat: object) => {
    const id = ownText(stat, 'id', 128);
    if (id !== undefined) byId[id] = stat;
    switch (own(stat, 'type')) {
      case 'transport':
        if (transports.length < maxTransports) append(transports, stat);
        return;
      case 'candidate-pair':
        if (own(stat, 'selected') === true) append(selected, stat);
        return;
      case 'inbound-rtp':
        if (reading.inbound.length < maxStreams) readInbound(stat, reading);
        return;
      case 'outbound-rtp':
        if (outbound.length < maxStreams) append(outbound, stat);
        return;
      case 'data-channel':
        readDataChannel(stat, reading);
        return;
    }
  });
  for (let i = 0; i < outbound.length; i++) readOutbound(outbound[i]!, byId, reading);
  for (let i = 0; i < transports.length; i++) readTransport(transports[i]!, byId, selected, reading);
  return reading;
}

function note(reading: StatsReading, at: number): void {
  if (at > reading.at) reading.at = at;
}

function readInbound(stat: object, reading: StatsReading): void {
  const kind = own(stat, 'kind');
  const ssrc = ownNumber(stat, 'ssrc');
  if ((kind !== 'audio' && kind !== 'video') || ssrc === undefined) return;
  const at = ownNumber(stat, 'timestamp') ?? 0;
  note(reading, at);
  append(reading.inbound, {
    ssrc,
    kind,
    mid: textOrNull(own(stat, 'mid'), 64),
    transport: ownText(stat, 'transportId', 64),
    at,
    packets: ownNumber(stat, 'packetsReceived') ?? 0,
    bytes: ownNumber(stat, 'bytesReceived') ?? 0,
    lastPacketAt: ownNumber(stat, 'lastPacketReceivedTimestamp'),
    retransmitted: ownNumber(stat, 'retransmittedPacketsReceived'),
    lost: ownNumber(stat, 'packetsLost'),
    jitterMs: ownSecondsAsMs(stat, 'jitter'),
    frames: ownNumber(stat, 'framesReceived'),
    framesDecoded: ownNumber(stat, 'framesDecoded'),
    freezes: ownNumber(stat, 'freezeCount'),
    freezeMs: ownSecondsAsMs(stat, 'totalFreezesDuration'),
    samples: ownNumber(stat, 'totalSamplesReceived'),
    concealed: ownNumber(stat, 'concealedSamples'),
    silentConcealed: ownNumber(stat, 'silentConcealedSamples'),
  });
}

function readOutbound(stat: object, byId: ById, reading: StatsReading): void {
  const kind = own(stat, 'kind');
  const ssrc = ownNumber(stat, 'ssrc');
  if ((kind !== 'audio' && kind !== 'video') || ssrc === undefined) return;
  const at = ownNumber(stat, 'timestamp') ?? 0;
  note(reading, at);
  const remote = byId[ownText(stat, 'remoteId', 128) ?? ''];
  const active = own(stat, 'active');
  append(reading.outbound, {
    ssrc,
    kind,
    mid: textOrNull(own(stat, 'mid'), 64),
    transport: ownText(stat, 'transportId', 64),
    at,
    packets: ownNumber(stat, 'packetsSent') ?? 0,
    bytes: ownNumber(stat, 'bytesSent') ?? 0,
    active: typeof active === 'boolean' ? active : undefined,
    report: remote && {
      at: ownNumber(remote, 'timestamp') ?? 0,
      lost: ownNumber(remote, 'packetsLost'),
      rttMs: ownSecondsAsMs(remote, 'roundTripTime'),
    },
  });
}

function readDataChannel(stat: object, reading: StatsReading): void {
  reading.data ??= { messagesSent: 0, messagesReceived: 0 };
  reading.data.messagesSent += ownNumber(stat, 'messagesSent') ?? 0;
  reading.data.messagesReceived += ownNumber(stat, 'messagesReceived') ?? 0;
}

function readTransport(stat: object, byId: ById, selected: object[], reading: StatsReading): void {
  const id = ownText(stat, 'id', 64) ?? '';
  const at = ownNumber(stat, 'timestamp') ?? 0;
  note(reading, at);
  const pairId = ownText(stat, 'selectedCandidatePairId', 128);
  const pair = (pairId !== undefined && byId[pairId]) || pairOf(id, selected);
  append(reading.transports, {
    id,
    at,
    localUfrag: ownText(stat, 'iceLocalUsernameFragment', 256),
    iceState: ownText(stat, 'iceState', 16),
    dtlsState: ownText(stat, 'dtlsState', 16),
    pairChanges: ownNumber(stat, 'selectedCandidatePairChanges'),
    pairId,
    rttMs: pair && ownSecondsAsMs(pair, 'currentRoundTripTime'),
    bytesSent: pair && ownNumber(pair, 'bytesSent'),
    bytesReceived: pair && ownNumber(pair, 'bytesReceived'),
    lastSentAt: pair && ownNumber(pair, 'lastPacketSentTimestamp'),
    lastReceivedAt: pair && ownNumber(pair, 'lastPacketReceivedTimestamp'),
    checksAnswered: pair && ownNumber(pair, 'responsesReceived'),
  });
  const local = pair && byId[ownText(pair, 'localCandidateId', 128) ?? ''];
  const remote = pair && byId[ownText(pair, 'remoteCandidateId', 128) ?? ''];
  if (local && remote) {
    append(reading.pairs, {
      transportId: id,
      pair: { local: readCandidate(local), remote: readCandidate(remote) },
    });
  }
}

function pairOf(transportId: string, selected: object[]): object | undefined {
  for (let i = 0; i < selected.length; i++) {
    if (own(selected[i]!, 'transportId') === transportId) return selected[i];
  }
  return undefined;
}

function readCandidate(stat: object): Candidate {
  return {
    type: ownText(stat, 'candidateType', 16) ?? '',
    protocol: ownText(stat, 'protocol', 8) ?? '',
    address: textOrNull(own(stat, 'address'), 256),
    port: ownNumber(stat, 'port') ?? null,
    ufrag: textOrNull(own(stat, 'usernameFragment'), 256),
    relatedAddress: textOrNull(own(stat, 'relatedAddress'), 256) ?? undefined,
    relatedPort: ownNumber(stat, 'relatedPort'),
    url: textOrNull(own(stat, 'url'), 512) ?? undefined,
    relayProtocol: textOrNull(own(stat, 'relayProtocol'), 8) ?? undefined,
    priority: ownNumber(stat, 'priority'),
    networkType: ownText(stat, 'networkType', 32),
  };
}
