import type { Candidate, Pair } from '../../trace/schema/candidate.ts';
import type { InboundStream, OutboundStream, TransportSample } from '../../trace/schema/sample.ts';
import { append } from './builtins.ts';
import { statsReport } from './native.ts';
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
const maxDataChannels = 1_024;

/** The entries of a report that a reading is made of; the others are reached through them. */
interface Entries {
  transports: object[];
  inbound: object[];
  outbound: object[];
  data: object[];
  /** Firefox marks the pair, not the transport. */
  selected: object[];
}

/** By chance a report may hold as many entries as before, but others: so often it is gone through all the same. */
const mostByIds = 16;

/**
 * Reads one connection's reports. Going through a report costs more than making it, and its entries seldom change:
 * while it holds as many as before, those that count are asked for by their ids.
 */
export class StatsReader {
  #ids: string[] = [];
  #size = 0;
  #byIds = 0;

  /** Reads an `RTCStatsReport` (webrtc-stats section 8) of Chromium or Firefox. */
  read(report: object): StatsReading {
    const entries = this.#known(report) ?? this.#scan(report);
    const reading: StatsReading = {
      at: 0,
      transports: [],
      inbound: [],
      outbound: [],
      data: undefined,
      pairs: [],
    };
    const { transports, inbound, outbound, data, selected } = entries;
    for (let i = 0; i < inbound.length; i++) readInbound(inbound[i]!, report, reading);
    for (let i = 0; i < data.length; i++) readDataChannel(data[i]!, reading);
    for (let i = 0; i < outbound.length; i++) readOutbound(outbound[i]!, report, reading);
    for (let i = 0; i < transports.length; i++) readTransport(transports[i]!, report, selected, reading);
    return reading;
  }

  /** The entries with the ids that counted last time; `null` when it may hold others. */
  #known(report: object): Entries | null {
    const ids = this.#ids;
    if (ids.length === 0 || statsReport.size(report) !== this.#size) return null;
    if (++this.#byIds > mostByIds) return null;
    const entries = noEntries();
    for (let i = 0; i < ids.length; i++) {
      const stat = entryOf(report, ids[i]);
      if (!stat) return null;
      file(stat, entries);
    }
    return entries;
  }

  #scan(report: object): Entries {
    const ids: string[] = [];
    const entries = noEntries();
    statsReport.forEach?.(report, (stat: object) => {
      if (!file(stat, entries)) return;
      const id = own(stat, 'id');
      if (typeof id === 'string') append(ids, id);
    });
    // Which pair is marked can change while the entries stay the same.
    this.#ids = entries.selected.length > 0 ? [] : ids;
    this.#size = (statsReport.size(report) as number | undefined) ?? 0;
    this.#byIds = 0;
    return entries;
  }
}

function noEntries(): Entries {
  return { transports: [], inbound: [], outbound: [], data: [], selected: [] };
}

/** Files an entry under its type, where it counts. */
function file(stat: object, { transports, inbound, outbound, data, selected }: Entries): boolean {
  switch (own(stat, 'type')) {
    case 'transport':
      return keep(transports, stat, maxTransports);
    case 'inbound-rtp':
      return keep(inbound, stat, maxStreams);
    case 'outbound-rtp':
      return keep(outbound, stat, maxStreams);
    case 'data-channel':
      return keep(data, stat, maxDataChannels);
    case 'candidate-pair':
      return own(stat, 'selected') === true && keep(selected, stat, maxTransports);
  }
  return false;
}

function keep(entries: object[], stat: object, most: number): boolean {
  if (entries.length >= most) return false;
  append(entries, stat);
  return true;
}

function entryOf(report: object, id: unknown): object | undefined {
  return typeof id === 'string' ? (statsReport.get?.(report, id) as object | undefined) : undefined;
}

function note(reading: StatsReading, at: number): void {
  if (at > reading.at) reading.at = at;
}

/** What streams in both directions have in common; `null` for one that is none. */
function readStream(stat: object, reading: StatsReading) {
  const kind = own(stat, 'kind');
  const ssrc = ownNumber(stat, 'ssrc');
  if ((kind !== 'audio' && kind !== 'video') || ssrc === undefined) return null;
  const at = ownNumber(stat, 'timestamp') ?? 0;
  note(reading, at);
  const mid = textOrNull(own(stat, 'mid'), 64);
  return { ssrc, kind, mid, transport: ownText(stat, 'transportId', 64), at } as const;
}

function readInbound(stat: object, report: object, reading: StatsReading): void {
  const stream = readStream(stat, reading);
  if (!stream) return;
  const remote = entryOf(report, own(stat, 'remoteId'));
  append(reading.inbound, {
    ...stream,
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
    sent: remote && {
      at: ownNumber(remote, 'timestamp') ?? 0,
      packets: ownNumber(remote, 'packetsSent') ?? 0,
    },
  });
}

function readOutbound(stat: object, report: object, reading: StatsReading): void {
  const stream = readStream(stat, reading);
  if (!stream) return;
  const remote = entryOf(report, own(stat, 'remoteId'));
  const active = own(stat, 'active');
  append(reading.outbound, {
    ...stream,
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

function readTransport(stat: object, report: object, selected: object[], reading: StatsReading): void {
  const id = ownText(stat, 'id', 64) ?? '';
  const at = ownNumber(stat, 'timestamp') ?? 0;
  note(reading, at);
  const pairId = ownText(stat, 'selectedCandidatePairId', 128);
  const pair = entryOf(report, pairId) ?? pairOf(id, selected);
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
  const local = pair && entryOf(report, own(pair, 'localCandidateId'));
  const remote = pair && entryOf(report, own(pair, 'remoteCandidateId'));
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
